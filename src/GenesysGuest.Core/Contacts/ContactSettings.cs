namespace GenesysGuest;

/// <summary>What is the same for all contacts of a run.</summary>
public sealed record ContactSettings
{
    /// <summary>The id of the external source that external ids belong to; null: contacts are found by their email address alone.</summary>
    public string? ExternalSourceId { get; init; }

    /// <summary>The schema of the custom fields; null: there are none.</summary>
    public ContactSchema? Schema { get; init; }

    /// <summary>The division of new contacts; null: the service's own choice.</summary>
    public string? DivisionId { get; init; }

    /// <summary>Whether the service only checks, and says what would happen.</summary>
    public bool IsDryRun { get; init; }
}
