namespace GenesysGuest;

/// <summary>A contact to remove.</summary>
/// <param name="Number">The number of the row, starting at 1. It must be unique in a run, because results are matched by it.</param>
/// <param name="ContactId">The id in Genesys Cloud.</param>
/// <param name="Source">The source object of the row, which is returned with its outcome.</param>
public sealed record ContactRemovalRow(long Number, string ContactId, object? Source = null) : ProvisioningRow(Number, Source)
{
    /// <summary>Identifies the contact.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text(ContactId);
}
