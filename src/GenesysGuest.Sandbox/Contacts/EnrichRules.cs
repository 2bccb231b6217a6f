namespace GenesysGuest.Sandbox;

/// <summary>The rules for merging a contact in a request with the stored contact.</summary>
/// <param name="Action">The rule for single fields.</param>
/// <param name="ArrayAction">The rule for lists.</param>
internal sealed record EnrichRules(string Action, string ArrayAction)
{
    public const string PreferProvided = "PreferProvided";
    public const string PreferExisting = "PreferExisting";
    public const string AlwaysUseProvided = "AlwaysUseProvided";

    public const string Fill = "Fill";
    public const string Extend = "Extend";
    public const string Replace = "Replace";

    private const int MostIds = 10;

    public static IReadOnlyList<string> Actions { get; } = [AlwaysUseProvided, PreferExisting, PreferProvided];

    public static IReadOnlyList<string> ArrayActions { get; } = [Replace, Extend, Fill];

    /// <summary>Merges a stored contact with the contact in a request.</summary>
    public SandboxContact Combine(SandboxContact kept, SandboxContact given) => kept with
    {
        DivisionId = given.DivisionId ?? kept.DivisionId,
        FirstName = Pick(kept.FirstName, given.FirstName),
        MiddleName = Pick(kept.MiddleName, given.MiddleName),
        LastName = Pick(kept.LastName, given.LastName),
        Salutation = Pick(kept.Salutation, given.Salutation),
        Title = Pick(kept.Title, given.Title),
        WorkEmail = Pick(kept.WorkEmail, given.WorkEmail),
        PersonalEmail = Pick(kept.PersonalEmail, given.PersonalEmail),
        OtherEmail = Pick(kept.OtherEmail, given.OtherEmail),
        ExternalIds = List(kept.ExternalIds, given.ExternalIds),
        SchemaId = Pick(kept.SchemaId, given.SchemaId),
        SchemaVersion = Pick(kept.SchemaVersion, given.SchemaVersion),
        CustomFields = Fields(kept.CustomFields, given.CustomFields),
    };

    private T? Pick<T>(T? kept, T? given) => Action switch
    {
        AlwaysUseProvided => given,
        PreferExisting => kept ?? given,
        _ => given ?? kept,
    };

    private IReadOnlyList<SandboxExternalId> List(IReadOnlyList<SandboxExternalId> kept, IReadOnlyList<SandboxExternalId> given) => ArrayAction switch
    {
        Replace => given.Count > 0 || Action is AlwaysUseProvided ? given : kept,
        Extend => [.. kept.Union(given)],
        _ => [.. kept.Union(given).Take(MostIds)],
    };

    private IReadOnlyDictionary<string, T> Fields<T>(IReadOnlyDictionary<string, T> kept, IReadOnlyDictionary<string, T> given)
    {
        if (given.Count == 0 || Action is AlwaysUseProvided)
        {
            return Action is AlwaysUseProvided ? given : kept;
        }

        (IReadOnlyDictionary<string, T> first, IReadOnlyDictionary<string, T> last) = Action is PreferExisting ? (given, kept) : (kept, given);
        Dictionary<string, T> fields = new(first, StringComparer.Ordinal);
        foreach ((string name, T value) in last)
        {
            fields[name] = value;
        }

        return fields;
    }
}
