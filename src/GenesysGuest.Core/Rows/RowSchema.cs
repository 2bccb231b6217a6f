namespace GenesysGuest;

/// <summary>The fields of a row and the columns that are understood for them. They are named here and nowhere else.</summary>
public static class RowSchema
{
    /// <summary>The field, and the first column, that holds the name.</summary>
    public const string Name = "Name";

    /// <summary>Another column for the name, as directories have it.</summary>
    public const string DisplayName = "DisplayName";

    /// <summary>Another column for the name.</summary>
    public const string FullName = "FullName";

    /// <summary>The field, and the first column, that holds the email address.</summary>
    public const string Email = "Email";

    /// <summary>Another column for the email address, as directories have it.</summary>
    public const string Mail = "Mail";

    /// <summary>Another column for the email address.</summary>
    public const string EmailAddress = "EmailAddress";

    /// <summary>Another column for the email address, as directories have it.</summary>
    public const string UserPrincipalName = "UserPrincipalName";

    /// <summary>The field, and the column, that holds a table of attributes.</summary>
    public const string CustomAttributes = "CustomAttributes";

    /// <summary>The columns that are understood for a field, in the order in which they are looked for.</summary>
    /// <param name="field">The field.</param>
    /// <returns>The columns' names.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such field.</exception>
    public static IReadOnlyList<string> ColumnsOf(string field) => field switch
    {
        Name => NameColumns,
        Email => EmailColumns,
        CustomAttributes => AttributeColumns,
        _ => throw new ArgumentOutOfRangeException(nameof(field), field, "There is no such field."),
    };

    /// <summary>All fields.</summary>
    public static IReadOnlyList<string> Fields { get; } = [Name, Email, CustomAttributes];

    private static readonly string[] NameColumns = [Name, DisplayName, FullName];

    private static readonly string[] EmailColumns = [Email, Mail, EmailAddress, UserPrincipalName];

    private static readonly string[] AttributeColumns = [CustomAttributes];

    /// <summary>The columns of a field in words: "Name, DisplayName or FullName".</summary>
    /// <param name="field">The field.</param>
    /// <returns>The words.</returns>
    internal static string InWords(string field)
    {
        IReadOnlyList<string> columns = ColumnsOf(field);
        return columns.Count == 1 ? columns[0] : $"{string.Join(", ", columns.Take(columns.Count - 1))} or {columns[columns.Count - 1]}";
    }
}
