namespace GenesysGuest;

/// <summary>The settings for all contacts of a run.</summary>
public sealed record ContactSettings
{
    /// <summary>The id of the external source of external ids. If null, contacts are found only by their email address.</summary>
    public string? ExternalSourceId { get; init; }

    /// <summary>The schema of the custom fields, or null if there are none.</summary>
    public ContactSchema? Schema { get; init; }

    /// <summary>The division for new contacts, or null to use the default of the service.</summary>
    public string? DivisionId { get; init; }

    /// <summary>Whether the service only validates the contacts and reports the expected results.</summary>
    public bool IsDryRun { get; init; }
}
