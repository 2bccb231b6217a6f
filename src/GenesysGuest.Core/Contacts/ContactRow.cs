namespace GenesysGuest;

/// <summary>An input row for a contact.</summary>
/// <param name="Number">The number of the row, starting at 1. It must be unique in a run, because results are matched by it.</param>
/// <param name="Request">The contact to create or update.</param>
/// <param name="Source">The source object of the row, which is returned with its outcome.</param>
public sealed record ContactRow(long Number, ContactRequest Request, object? Source = null) : ProvisioningRow(Number, Source)
{
    /// <summary>Identifies the contact.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Request.ToString();
}
