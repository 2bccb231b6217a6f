namespace GenesysGuest;

/// <summary>A row of the input on its way to become a contact.</summary>
/// <param name="Number">Counted from 1.</param>
/// <param name="Request">The contact to create or update.</param>
/// <param name="Source">What the row was made from, handed back with its outcome.</param>
public sealed record ContactRow(long Number, ContactRequest Request, object? Source = null) : ProvisioningRow(Number, Source)
{
    /// <summary>Who it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Request.ToString();
}
