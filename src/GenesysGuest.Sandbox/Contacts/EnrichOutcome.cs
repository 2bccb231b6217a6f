namespace GenesysGuest.Sandbox;

/// <summary>The outcome of an item: a contact or an error.</summary>
/// <param name="Status">The item's status.</param>
/// <param name="Contact">The contact.</param>
/// <param name="Error">The error.</param>
internal sealed record EnrichOutcome(int Status, SandboxContact? Contact, ItemError? Error)
{
    public static EnrichOutcome Failed(ItemError error) => new(error.Status, null, error);
}
