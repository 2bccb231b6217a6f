using System.Text.Json;
using GenesysGuest.Guests;
using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>A guest to create. It is validated when it is created.</summary>
public sealed record GuestRequest
{
    private static readonly Dictionary<string, string> NoAttributes = new(0, StringComparer.Ordinal);

    /// <summary>Validates and creates a request.</summary>
    /// <param name="name">The name that agents see. It cannot be blank. White space and invisible characters around it are trimmed.</param>
    /// <param name="email">The email address. White space and invisible characters around it are trimmed.</param>
    /// <param name="customAttributes">Additional attributes, or null for none.</param>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidGuest"/>, with the invalid field.</exception>
    public GuestRequest(string? name, string? email, IReadOnlyDictionary<string, string>? customAttributes = null)
        : this(customAttributes is null or { Count: 0 } ? NoAttributes : Copy(customAttributes), name, email) // a copy, so that validated values cannot change
    {
        if (Check() is { } fault)
        {
            throw fault.ToException(rowNumber: null);
        }
    }

    private GuestRequest(Dictionary<string, string> attributes, string? name, string? email)
    {
        Name = InvisibleText.Trim(name ?? "");
        Email = InvisibleText.Trim(email ?? "");
        CustomAttributes = attributes;
    }

    /// <summary>The name that agents see.</summary>
    public string Name { get; }

    /// <summary>The email address.</summary>
    public string Email { get; }

    /// <summary>Additional attributes. Empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> CustomAttributes { get; }

    /// <summary>Identifies the guest.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{Name} <{Email}>");

    /// <summary>Validates and creates a request, without copying the attributes.</summary>
    /// <param name="name">The name.</param>
    /// <param name="email">The email address.</param>
    /// <param name="customAttributes">The attributes. The caller must not change them afterwards.</param>
    /// <param name="fault">The fault, or null if the request is valid.</param>
    /// <returns>The request, or null if it is invalid.</returns>
    internal static GuestRequest? Create(string? name, string? email, Dictionary<string, string>? customAttributes, out RowFault? fault)
    {
        GuestRequest request = new(customAttributes ?? NoAttributes, name, email);
        fault = request.Check();
        return fault is null ? request : null;
    }

    /// <summary>Serializes the request body.</summary>
    /// <returns>UTF-8 JSON. <c>customAttributes</c> is omitted if there are none.</returns>
    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new GuestBody(Name, Email, CustomAttributes.Count == 0 ? null : CustomAttributes), GuestJson.Default.GuestBody);

    /// <summary>Returns the request body as it would be sent.</summary>
    /// <returns>JSON.</returns>
    public string ToBody() => System.Text.Encoding.UTF8.GetString(ToJson());

    private static string Needed(string field) => $"Specify {(field is RowSchema.Name ? "a name" : "an email address")} for every guest.";

    private RowFault? Check()
    {
        if (Name.Length == 0)
        {
            return new(RowSchema.Name, "the name is empty", Needed(RowSchema.Name));
        }

        if (Email.Length == 0)
        {
            return new(RowSchema.Email, "the email address is empty", Needed(RowSchema.Email));
        }

        if (InvisibleText.InName(Name) is { } controls)
        {
            return new(RowSchema.Name, $"'{Printable.Text(Name)}' contains control characters or characters that change the text direction ({controls})", "Correct the name, and then run the failed rows again.");
        }

        if (TextCheck.OfEmail(Email) is { } malformed)
        {
            return malformed;
        }

        RowFault? fault = TextCheck.Damaged(RowSchema.Name, Name) ?? TextCheck.Damaged(RowSchema.Email, Email);
        foreach (KeyValuePair<string, string> attribute in CustomAttributes)
        {
            fault ??= Check(attribute);
        }

        return fault;
    }

    private static RowFault? Check(KeyValuePair<string, string> attribute) =>
        string.IsNullOrWhiteSpace(attribute.Key) ? new(RowSchema.CustomAttributes, "an attribute has no name", "Specify a name for every attribute.")
        : attribute.Value is null ? RowFault.NotText(attribute.Key)
        : TextCheck.Damaged(attribute.Key, attribute.Key) ?? TextCheck.Damaged(attribute.Key, attribute.Value);

    private static Dictionary<string, string> Copy(IReadOnlyDictionary<string, string> attributes)
    {
        Dictionary<string, string> copy = new(attributes.Count, StringComparer.Ordinal);
        foreach (KeyValuePair<string, string> attribute in attributes)
        {
            copy[attribute.Key] = attribute.Value;
        }

        return copy;
    }
}
