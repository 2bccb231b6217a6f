using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>The fields of a row and the columns that are recognized for them. This is the only place that defines the names.</summary>
/// <remarks>The names are those in exports from directories, mail programs, CRMs, spreadsheets, and web shops. Case, spaces, and punctuation are ignored.</remarks>
public static class RowSchema
{
    /// <summary>The field, and its first column, for the full name.</summary>
    public const string Name = "Name";

    /// <summary>The field for the first name, used if no column contains the full name.</summary>
    public const string FirstName = "FirstName";

    /// <summary>The field for the last name, used if no column contains the full name.</summary>
    public const string LastName = "LastName";

    /// <summary>The field, and its first column, for the email address.</summary>
    public const string Email = "Email";

    /// <summary>The field, and its column, for a table of attributes.</summary>
    public const string CustomAttributes = "CustomAttributes";

    /// <summary>The field, and its column, for the external id of a contact. For guests, the column has no special meaning.</summary>
    public const string ExternalId = "ExternalId";

    /// <summary>The field, and its column, for a table of a contact's custom fields. For guests, the column has no special meaning.</summary>
    public const string CustomFields = "CustomFields";

    /// <summary>Another column for the name, used by directories.</summary>
    public const string DisplayName = "DisplayName";

    /// <summary>Another column for the name.</summary>
    public const string FullName = "FullName";

    /// <summary>Another column for the email address, used by directories.</summary>
    public const string Mail = "Mail";

    /// <summary>Another column for the email address.</summary>
    public const string EmailAddress = "EmailAddress";

    /// <summary>Another column for the email address, used by directories.</summary>
    public const string UserPrincipalName = "UserPrincipalName";

    /// <summary>The field, and its first column, for the id that Genesys Cloud assigned to a contact.</summary>
    internal const string Id = "Id";

    /// <summary>Another column for the id of a contact.</summary>
    internal const string ContactId = "ContactId";

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

    /// <summary>The fields with more than one possible column, and the custom attributes.</summary>
    public static IReadOnlyList<string> Fields { get; } = Array.AsReadOnly([Name, FirstName, LastName, Email, CustomAttributes]);

    /// <summary>Returns the columns that are recognized for a field, in the order of precedence.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The names of the columns.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The field does not exist.</exception>
    public static IReadOnlyList<string> ColumnsOf(string field) =>
        field is not null && Columns.TryGetValue(field, out string[]? columns)
            ? columns
            : throw new ArgumentOutOfRangeException(nameof(field), field, "The field does not exist.");

    /// <summary>Returns the field that a column is recognized for.</summary>
    /// <param name="column">The name of the column as it is in the file.</param>
    /// <returns>The field, or null if the column is not recognized.</returns>
    public static string? FieldOf(string column)
    {
        ArgumentNullException.ThrowIfNull(column);
        return PlaceOf(column)?.Field;
    }

    /// <summary>Returns the field that a column is recognized for, and its precedence.</summary>
    /// <param name="column">The name of the column as it is in the file.</param>
    /// <returns>The field and the position, or null if the column is not recognized.</returns>
    internal static (string Field, int Place)? PlaceOf(string column) => Known.TryGetValue(ColumnName.Plain(column), out (string, int) place) ? place : null;
}
