namespace GenesysGuest.Sandbox;

/// <summary>The result of an item in a response.</summary>
/// <param name="Id">The id of the result.</param>
/// <param name="Item">The item, or null for a result of an item that was not sent.</param>
/// <param name="Outcome">The outcome of the item.</param>
/// <param name="HasEntity">Whether the result contains the contact or the failed item.</param>
internal sealed record EnrichResult(string? Id, EnrichItem? Item, EnrichOutcome Outcome, bool HasEntity = true)
{
    public bool IsError => Outcome.Error is not null;
}
