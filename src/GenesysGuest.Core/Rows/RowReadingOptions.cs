namespace GenesysGuest;

/// <summary>How rows are read.</summary>
public sealed record RowReadingOptions
{
    /// <summary>The columns of the name, joined with a space. If empty, the columns of <see cref="RowSchema"/> are used.</summary>
    public IReadOnlyList<string> NameColumn { get; init; } = [];

    /// <summary>The columns of the email address, of which the first that is not empty is used. If empty, the columns of <see cref="RowSchema"/> are used.</summary>
    public IReadOnlyList<string> EmailColumn { get; init; } = [];

    /// <summary>The column of a contact's external id. If null, the column with that name is used. Guests have no external id.</summary>
    public string? ExternalIdColumn { get; init; }

    /// <summary>The columns that become attributes, by name or pattern.</summary>
    public IReadOnlyList<string> AttributeColumn { get; init; } = [];

    /// <summary>The columns that are kept with the result, by name or pattern.</summary>
    public IReadOnlyList<string> KeepColumn { get; init; } = [];

    /// <summary>The column that the journal uses to identify a row, or null to identify rows by their content.</summary>
    public string? IdentityColumn { get; init; }

    /// <summary>Parses text as a pattern of names. The function returns null if the text is not a pattern. If the function is null, no text is a pattern.</summary>
    public Func<string, Func<string, bool>?>? Pattern { get; init; }

    /// <summary>Receives a warning about each column that was not found or was omitted, once for each column. If null, warnings are discarded.</summary>
    public Action<Diagnostic>? Log { get; init; }
}
