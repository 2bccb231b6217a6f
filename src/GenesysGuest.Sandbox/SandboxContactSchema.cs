namespace GenesysGuest.Sandbox;

/// <summary>A schema: the custom fields that a contact may have.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version. A contact names both the id and the version.</param>
/// <param name="Fields">The fields.</param>
public sealed record SandboxContactSchema(string Id, string Name, int Version, IReadOnlyList<SandboxCustomField> Fields)
{
    /// <summary>The default schema of a sandbox, with a field of each type.</summary>
    public static SandboxContactSchema Default { get; } = new("5c5c5c5c-0000-4000-8000-000000000001", "Customers", 2,
    [
        new("tier_text", "Tier", SandboxCustomFieldType.Text),
        new("orders_number", "Orders", SandboxCustomFieldType.Number),
        new("newsletter_checkbox", "Newsletter", SandboxCustomFieldType.Checkbox),
    ]);
}
