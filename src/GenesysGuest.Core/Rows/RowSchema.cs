using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>The fields of a row and the columns that are understood for them. They are named here and nowhere else.</summary>
/// <remarks>As the exports of directories, mail programs, CRMs, spreadsheets and web shops have them. Case, spaces and punctuation do not count.</remarks>
public static class RowSchema
{
    /// <summary>The field, and the first column, that holds the whole name.</summary>
    public const string Name = "Name";

    /// <summary>The field that holds the first name, where nothing holds the whole.</summary>
    public const string FirstName = "FirstName";

    /// <summary>The field that holds the last name, where nothing holds the whole.</summary>
    public const string LastName = "LastName";

    /// <summary>The field, and the first column, that holds the email address.</summary>
    public const string Email = "Email";

    /// <summary>The field, and the column, that holds a table of attributes.</summary>
    public const string CustomAttributes = "CustomAttributes";

    /// <summary>The field, and the column, that holds the external id of a contact. To guests it is a column like any other.</summary>
    public const string ExternalId = "ExternalId";

    /// <summary>The field, and the column, that holds a table of a contact's custom fields. To guests it is a column like any other.</summary>
    public const string CustomFields = "CustomFields";

    /// <summary>Another column for the name, as directories have it.</summary>
    public const string DisplayName = "DisplayName";

    /// <summary>Another column for the name.</summary>
    public const string FullName = "FullName";

    /// <summary>Another column for the email address, as directories have it.</summary>
    public const string Mail = "Mail";

    /// <summary>Another column for the email address.</summary>
    public const string EmailAddress = "EmailAddress";

    /// <summary>Another column for the email address, as directories have it.</summary>
    public const string UserPrincipalName = "UserPrincipalName";

    private static readonly Dictionary<string, string[]> Columns = new(StringComparer.Ordinal)
    {
        [Name] =
        [
            Name, DisplayName, FullName, "Contact Name", "Customer Name", "Client Name", "Guest Name", "Member Name", "Recipient Name", "Billing Name",
            "Common Name", "CN", "File As", "E-mail Display Name", "Nickname",
        ],
        [FirstName] =
        [
            FirstName, "Given Name", "Forename", "FName", "Contact First Name", "Customer First Name", "Client First Name", "Billing First Name",
        ],
        [LastName] =
        [
            LastName, "Surname", "Family Name", "SN", "LName", "Contact Last Name", "Customer Last Name", "Client Last Name", "Billing Last Name",
        ],
        [Email] =
        [
            Email, Mail, EmailAddress, "Primary Email", "Primary Email Address", "Primary SMTP Address", "Windows Email Address", "SMTP Address", "Email 1", "Email Address 1",
            "E-mail 1 - Value", "Work Email", "Business Email", "Contact Email", "Customer Email", "Client Email", "Guest Email", "Member Email", "User Email",
            "Recipient Email", "Billing Email", "Personal Email", "Private Email", "Home Email", "Other Email", "Secondary Email", "Email ID", "Email Addr",
            UserPrincipalName, "UPN",
        ],
        [CustomAttributes] = [CustomAttributes],
    };

    private static readonly Dictionary<string, (string Field, int Place)> Known = Columns
        .SelectMany(field => field.Value.Select((column, place) => (Plain: ColumnName.Plain(column), field.Key, place)))
        .ToDictionary(column => column.Plain, column => (column.Key, column.place), StringComparer.Ordinal);

    /// <summary>All fields.</summary>
    public static IReadOnlyList<string> Fields { get; } = Array.AsReadOnly([Name, FirstName, LastName, Email, CustomAttributes]);

    /// <summary>The columns that are understood for a field, in the order in which they are looked at.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The columns' names.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such field.</exception>
    public static IReadOnlyList<string> ColumnsOf(string field) =>
        field is not null && Columns.TryGetValue(field, out string[]? columns)
            ? columns
            : throw new ArgumentOutOfRangeException(nameof(field), field, "There is no such field.");

    /// <summary>The field that a column is understood to hold.</summary>
    /// <param name="column">The column's name, as it stands in the file.</param>
    /// <returns>The field; null: none.</returns>
    public static string? FieldOf(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return PlaceOf(column)?.Field;
    }

    /// <summary>The field that a column is understood to hold, and how early it is looked at for it.</summary>
    /// <param name="column">The column's name, as it stands in the file.</param>
    /// <returns>The field and the place; null: it holds none.</returns>
    internal static (string Field, int Place)? PlaceOf(string column) => Known.TryGetValue(ColumnName.Plain(column), out (string, int) place) ? place : null;
}
