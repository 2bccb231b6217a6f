using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>A contact in External Contacts.</summary>
/// <param name="Id">The id in Genesys Cloud.</param>
/// <param name="Change">The change that was made, or null if the contact was only looked up.</param>
/// <param name="FirstName">The first name, or null if there is none.</param>
/// <param name="LastName">The last name, or null if there is none.</param>
/// <param name="Email">The work email address. If there is none, another email address of the contact, or null.</param>
/// <param name="ExternalId">The id in the external source, or null if there is none.</param>
public sealed record Contact(string Id, ContactChange? Change, string? FirstName, string? LastName, string? Email, string? ExternalId) : IRowResult
{
    /// <summary>The number of the input row, starting at 1, or null if the input had no rows.</summary>
    public long? RowNumber { get; init; }

    /// <summary>The id of the division, or null if it was not requested.</summary>
    public string? DivisionId { get; init; }

    /// <summary>When the contact was created, or null if it was not requested.</summary>
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>When the contact was last changed, or null if it was not requested.</summary>
    public DateTimeOffset? ModifiedDate { get; init; }

    /// <summary>The custom fields by key: text, numbers, and Booleans. Null if there are none or they were not requested.</summary>
    public IReadOnlyDictionary<string, object>? CustomFields { get; init; }

    internal ResultKind ResultKind => Change switch
    {
        ContactChange.Updated => ResultKind.Updated,
        ContactChange.Unchanged => ResultKind.Unchanged,
        ContactChange.Removed => ResultKind.Removed,
        _ => ResultKind.Created,
    };

    /// <summary>Identifies the contact.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{string.Join(" ", new[] { FirstName, LastName }.Where(part => !string.IsNullOrEmpty(part)))} ({Id})".TrimStart());

    object IRowResult.Of(long row) => this with { RowNumber = row };
}
