namespace GenesysGuest;

/// <summary>A schema of custom fields.</summary>
/// <param name="Id">The id of the schema.</param>
/// <param name="Version">The version of the schema.</param>
public sealed record ContactSchema(string Id, int Version)
{
    /// <summary>The name of the schema, or null if it is unknown.</summary>
    public string? Name { get; init; }

    /// <summary>The fields of the schema. If empty, they are unknown, and values are sent unchanged.</summary>
    public IReadOnlyList<ContactField> Fields { get; init; } = [];

    /// <summary>Identifies the schema.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{Name ?? Id} (version {Version})");
}
