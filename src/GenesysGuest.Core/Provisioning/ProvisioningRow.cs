namespace GenesysGuest;

/// <summary>A row of the input on its way in.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Source">What the row was made from, handed back with its outcome.</param>
public abstract record ProvisioningRow(long Number, object? Source)
{
    /// <summary>A key of the row's own, by which a journal recognizes it whatever its content; null: it is recognized by its content.</summary>
    public string? Identity { get; init; }

    /// <summary>What of the row is kept beside its result.</summary>
    public IReadOnlyList<KeyValuePair<string, object?>> Kept { get; init; } = [];
}
