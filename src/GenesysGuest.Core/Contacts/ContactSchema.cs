namespace GenesysGuest;

/// <summary>A schema of custom fields.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Version">Its version.</param>
public sealed record ContactSchema(string Id, int Version)
{
    /// <summary>Its name; null: not known.</summary>
    public string? Name { get; init; }

    /// <summary>Its fields; empty: not known, and values are sent as they are.</summary>
    public IReadOnlyList<ContactField> Fields { get; init; } = [];

    /// <summary>Which schema it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{Name ?? Id} (version {Version})");
}
