namespace GenesysGuest;

/// <summary>A contact of External Contacts, as it was written.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Change">What happened to it.</param>
/// <param name="FirstName">The first name; null: none.</param>
/// <param name="LastName">The last name; null: none.</param>
/// <param name="Email">The work email address; null: none.</param>
/// <param name="ExternalId">The id in the external source; null: none was given.</param>
public sealed record Contact(string Id, ContactChange Change, string? FirstName, string? LastName, string? Email, string? ExternalId)
{
    /// <summary>The row that it came of, counted from 1; null: there were no rows.</summary>
    public long? RowNumber { get; init; }

    /// <summary>Who it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{string.Join(" ", new[] { FirstName, LastName }.Where(part => !string.IsNullOrEmpty(part)))} ({Id})".TrimStart());
}
