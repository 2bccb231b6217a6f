namespace GenesysGuest;

/// <summary>A system that external ids come from, such as a CRM.</summary>
/// <param name="Id">Its id at Genesys Cloud.</param>
/// <param name="Name">Its name.</param>
public sealed record ExternalSource(string Id, string Name)
{
    /// <summary>Which source it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{Name} ({Id})");
}
