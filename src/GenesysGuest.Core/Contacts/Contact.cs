using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>A contact of External Contacts.</summary>
/// <param name="Id">Its id at Genesys Cloud.</param>
/// <param name="Change">What was done to it; null: nothing, it was looked up.</param>
/// <param name="FirstName">The first name; null: none.</param>
/// <param name="LastName">The last name; null: none.</param>
/// <param name="Email">The work email address, or the one that it has; null: none.</param>
/// <param name="ExternalId">The id in the external source; null: none.</param>
public sealed record Contact(string Id, ContactChange? Change, string? FirstName, string? LastName, string? Email, string? ExternalId) : IRowResult
{
    /// <summary>The row of the input that it belongs to, counted from 1; null: there were no rows.</summary>
    public long? RowNumber { get; init; }

    /// <summary>Its division's id; null: not asked for.</summary>
    public string? DivisionId { get; init; }

    /// <summary>When it was created; null: not asked for.</summary>
    public DateTimeOffset? CreatedDate { get; init; }

    /// <summary>When it was last changed; null: not asked for.</summary>
    public DateTimeOffset? ModifiedDate { get; init; }

    /// <summary>Its custom fields by their keys: text, numbers, Booleans; null: none, or not asked for.</summary>
    public IReadOnlyDictionary<string, object>? CustomFields { get; init; }

    internal Deed Deed => Change switch
    {
        ContactChange.Updated => Deed.Updated,
        ContactChange.Unchanged => Deed.Unchanged,
        ContactChange.Removed => Deed.Removed,
        _ => Deed.Created,
    };

    /// <summary>Who it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{string.Join(" ", new[] { FirstName, LastName }.Where(part => !string.IsNullOrEmpty(part)))} ({Id})".TrimStart());

    object IRowResult.Of(long row) => this with { RowNumber = row };
}
