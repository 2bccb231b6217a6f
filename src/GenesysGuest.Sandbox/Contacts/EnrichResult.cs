namespace GenesysGuest.Sandbox;

/// <summary>What an answer says of an item.</summary>
/// <param name="Id">The id by which the caller is to know the item.</param>
/// <param name="Item">The item. Null if nobody sent it.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="HasEntity">Whether the contact, or the item that failed, is shown.</param>
internal sealed record EnrichResult(string? Id, EnrichItem? Item, EnrichOutcome Outcome, bool HasEntity = true)
{
    public bool IsError => Outcome.Error is not null;
}
