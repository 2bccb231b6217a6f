using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>A contact as the sandbox stores it. Properties that were never sent are null or empty.</summary>
/// <param name="Id">Its id.</param>
public sealed record SandboxContact(Guid Id)
{
    /// <summary>The id of its division, or null if a request names none.</summary>
    public string? DivisionId { get; init; }

    /// <summary>The first name.</summary>
    public string? FirstName { get; init; }

    /// <summary>The middle name.</summary>
    public string? MiddleName { get; init; }

    /// <summary>The last name.</summary>
    public string? LastName { get; init; }

    /// <summary>The salutation.</summary>
    public string? Salutation { get; init; }

    /// <summary>The title.</summary>
    public string? Title { get; init; }

    /// <summary>The work email address.</summary>
    public string? WorkEmail { get; init; }

    /// <summary>The personal email address.</summary>
    public string? PersonalEmail { get; init; }

    /// <summary>Another email address.</summary>
    public string? OtherEmail { get; init; }

    /// <summary>The ids in external systems. No two contacts share one.</summary>
    public IReadOnlyList<SandboxExternalId> ExternalIds { get; init; } = [];

    /// <summary>The id of the schema of the custom fields.</summary>
    public string? SchemaId { get; init; }

    /// <summary>The version of the schema.</summary>
    public int? SchemaVersion { get; init; }

    /// <summary>The custom fields by name.</summary>
    public IReadOnlyDictionary<string, JsonElement> CustomFields { get; init; } = new Dictionary<string, JsonElement>(StringComparer.Ordinal);

    /// <summary>The time of its creation, by the sandbox's clock.</summary>
    public DateTimeOffset CreateDate { get; init; }

    /// <summary>The time of its last change, by the sandbox's clock.</summary>
    public DateTimeOffset ModifyDate { get; init; }

    internal IEnumerable<string> Emails => new[] { WorkEmail, PersonalEmail, OtherEmail }.OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether another contact is equal in everything that a request can specify.</summary>
    internal bool HasSameContent(SandboxContact other) =>
        this with { ModifyDate = other.ModifyDate, ExternalIds = other.ExternalIds, CustomFields = other.CustomFields } == other
        && ExternalIds.SequenceEqual(other.ExternalIds)
        && CustomFields.Count == other.CustomFields.Count
        && CustomFields.All(field => other.CustomFields.TryGetValue(field.Key, out JsonElement value) && JsonElement.DeepEquals(field.Value, value));
}
