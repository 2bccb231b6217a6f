namespace GenesysGuest;

/// <summary>An input row.</summary>
/// <param name="Number">The number of the row, starting at 1. It must be unique in a run, because results are matched by it.</param>
/// <param name="Source">The source object of the row, which is returned with its outcome.</param>
public abstract record ProvisioningRow(long Number, object? Source)
{
    /// <summary>A key by which a journal identifies the row regardless of its content. If null, the row is identified by its content.</summary>
    public string? Identity { get; init; }

    /// <summary>The columns of the row that are kept with its result.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Kept { get; init; } = [];
}
