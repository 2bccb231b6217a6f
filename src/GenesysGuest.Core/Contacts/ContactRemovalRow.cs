namespace GenesysGuest;

/// <summary>A contact to remove.</summary>
/// <param name="Number">Its place in the input, counted from 1.</param>
/// <param name="ContactId">Its id at Genesys Cloud.</param>
/// <param name="Source">What the row was made from, handed back with its outcome.</param>
public sealed record ContactRemovalRow(long Number, string ContactId, object? Source = null) : ProvisioningRow(Number, Source)
{
    /// <summary>Which it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text(ContactId);
}
