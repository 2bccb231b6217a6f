namespace GenesysGuest;

/// <summary>How rows are read.</summary>
public sealed record RowReadingOptions
{
    /// <summary>The columns that hold the name, joined by a space; empty: those of <see cref="RowSchema"/>.</summary>
    public IReadOnlyList<string> NameColumn { get; init; } = [];

    /// <summary>The columns that may hold the email address, of which the first that is not empty counts; empty: those of <see cref="RowSchema"/>.</summary>
    public IReadOnlyList<string> EmailColumn { get; init; } = [];

    /// <summary>The column that holds the external id of a contact; null: the one of that name. Guests have no external id.</summary>
    public string? ExternalIdColumn { get; init; }

    /// <summary>The columns that become attributes, named or by pattern.</summary>
    public IReadOnlyList<string> AttributeColumn { get; init; } = [];

    /// <summary>The columns that are kept beside the result, named or by pattern.</summary>
    public IReadOnlyList<string> KeepColumn { get; init; } = [];

    /// <summary>The column by which a journal recognizes a row; null: by its content.</summary>
    public string? IdentityColumn { get; init; }

    /// <summary>Reads a text as a pattern of names; null, or an answer of null: it is none.</summary>
    public Func<string, Func<string, bool>?>? Pattern { get; init; }

    /// <summary>Told of what was not found, and of what was left out; once each.</summary>
    public Action<Diagnostic>? Log { get; init; }
}
