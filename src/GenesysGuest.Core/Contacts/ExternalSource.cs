namespace GenesysGuest;

/// <summary>A system that external ids come from, such as a CRM.</summary>
/// <param name="Id">The id in Genesys Cloud.</param>
/// <param name="Name">The name of the source.</param>
public sealed record ExternalSource(string Id, string Name)
{
    /// <summary>Identifies the source.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{Name} ({Id})");
}
