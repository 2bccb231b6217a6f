using System.Text.Json;

namespace GenesysGuest;

/// <summary>A guest to create. What exists is valid: it was checked when it was made.</summary>
public sealed record GuestRequest
{
    private const string NameRemedy = "Give every guest a name: a column Name, DisplayName or FullName.";
    private const string EmailRemedy = "Give every guest an email address: a column Email, Mail, EmailAddress or UserPrincipalName.";
    private const int LongestEmail = 254; // RFC 5321 §4.5.3.1.3, less the brackets

    private static readonly Dictionary<string, string> NoAttributes = new(0, StringComparer.Ordinal);

    /// <summary>Checks and makes a request.</summary>
    /// <param name="name">The name that agents see; not blank. White space around it is taken off.</param>
    /// <param name="email">The email address. White space around it is taken off.</param>
    /// <param name="customAttributes">Further attributes; null: none.</param>
    /// <exception cref="GuestException"><see cref="ErrorId.InvalidGuest"/>, with the field at fault.</exception>
    public GuestRequest(string? name, string? email, IReadOnlyDictionary<string, string>? customAttributes = null)
        : this(customAttributes is null or { Count: 0 } ? NoAttributes : Copy(customAttributes), name, email) // what was checked stays so
    {
    }

    private GuestRequest(Dictionary<string, string> attributes, string? name, string? email)
    {
        Name = (name ?? "").Trim();
        Email = (email ?? "").Trim();
        CustomAttributes = attributes;

        if (Name.Length == 0)
        {
            throw Invalid("Name", "the name is empty", NameRemedy);
        }

        if (Email.Length == 0)
        {
            throw Invalid("Email", "the email address is empty", EmailRemedy);
        }

        if (!IsEmail(Email))
        {
            throw Invalid("Email", $"'{Printable.Text(Email)}' is not an email address", "Correct the address and run the failed rows again.");
        }

        CheckText("Name", Name);
        CheckText("Email", Email);
        foreach (KeyValuePair<string, string> attribute in attributes)
        {
            if (string.IsNullOrWhiteSpace(attribute.Key))
            {
                throw Invalid("CustomAttributes", "an attribute has no name", "Name every attribute.");
            }

            if (attribute.Value is null)
            {
                throw NotText(attribute.Key);
            }

            CheckText(attribute.Key, attribute.Key);
            CheckText(attribute.Key, attribute.Value);
        }
    }

    /// <summary>The name that agents see.</summary>
    public string Name { get; }

    /// <summary>The email address.</summary>
    public string Email { get; }

    /// <summary>Further attributes; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> CustomAttributes { get; }

    /// <summary>Who it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{Name} <{Email}>");

    /// <summary>The same without a copy of the attributes.</summary>
    /// <param name="name">The name.</param>
    /// <param name="email">The email address.</param>
    /// <param name="customAttributes">Handed over: nobody changes them from now on.</param>
    /// <returns>The request.</returns>
    internal static GuestRequest Of(string? name, string? email, Dictionary<string, string>? customAttributes) => new(customAttributes ?? NoAttributes, name, email);

    /// <summary>The error for an attribute whose value cannot be sent.</summary>
    /// <param name="attribute">Its name.</param>
    /// <returns>The error.</returns>
    internal static GuestException NotText(string attribute) => Invalid(
        attribute, $"the value of the attribute '{Printable.Text(attribute)}' is not text", "Give text, a number, a date or a truth value; leave the attribute out if it has none.");

    /// <summary>The error for a row that has no column for a field.</summary>
    /// <param name="field">Name or Email.</param>
    /// <param name="columns">The columns that it has.</param>
    /// <returns>The error.</returns>
    internal static GuestException NoColumn(string field, IReadOnlyCollection<string> columns)
    {
        char? separator = columns.Count == 1 ? columns.First().FirstOrDefault(c => c is ';' or '\t' or '|') : null;
        return Invalid(
            field, columns.Count == 0 ? "the row has no columns" : $"the row has no such column, only {Printable.Text(string.Join(", ", columns))}", separator switch
            {
                '\t' => "The columns are separated by tabs: Import-Csv -Delimiter \"`t\".",
                > '\0' => $"The columns are separated by '{separator}': Import-Csv -Delimiter '{separator}'.",
                _ => $"{(field is "Name" ? NameRemedy : EmailRemedy)} Where it is called otherwise, rename it: Select-Object *, @{{ Name = '{field}'; Expression = 'Its name' }}.",
            });
    }

    /// <summary>The request body of the contract.</summary>
    /// <returns>UTF-8 JSON; <c>customAttributes</c> is left out when there are none.</returns>
    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new GuestBody(Name, Email, CustomAttributes.Count == 0 ? null : CustomAttributes), GenesysJsonContext.Default.GuestBody);

    private static Dictionary<string, string> Copy(IReadOnlyDictionary<string, string> attributes)
    {
        Dictionary<string, string> copy = new(attributes.Count, StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> attribute in attributes)
        {
            copy[attribute.Key] = attribute.Value;
        }

        return copy;
    }

    // What it looks like is all that can be known here: whether it is one, the server says.
    private static bool IsEmail(string text)
    {
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or '(' or ')' or ',' or ';' or ':' or '\\' or '[' or ']')
            {
                return false;
            }
        }

        int at = text.IndexOf('@');
        return text.Length <= LongestEmail
            && at > 0
            && at == text.LastIndexOf('@')
            && at < text.Length - 1
            && text[at + 1] is not ('.' or '-')
            && text[^1] is not ('.' or '-')
            && !text.Contains("..", StringComparison.Ordinal);
    }

    private static void CheckText(string field, string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || text[i] == '\uFFFD')
            {
                throw Invalid(
                    field, $"'{Printable.Text(field)}' holds characters that were damaged when the file was read",
                    "Read the file in its own encoding: Import-Csv -Encoding.");
            }
        }
    }

    private static GuestException Invalid(string field, string fault, string remedy) =>
        new(ErrorId.InvalidGuest, $"{Printable.Text(field)}: {fault}. This row was not sent.", remedy) { Field = field };
}
