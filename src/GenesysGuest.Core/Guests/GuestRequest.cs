using System.Text.Json;
using GenesysGuest.Guests;
using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>A guest to create. What exists is valid: it was checked when it was made.</summary>
public sealed record GuestRequest
{
    private static readonly Dictionary<string, string> NoAttributes = new(0, StringComparer.Ordinal);

    /// <summary>Checks and makes a request.</summary>
    /// <param name="name">The name that agents see; not blank. White space and invisible characters around it are taken off.</param>
    /// <param name="email">The email address. White space and invisible characters around it are taken off.</param>
    /// <param name="customAttributes">Further attributes; null: none.</param>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidGuest"/>, with the field at fault.</exception>
    public GuestRequest(string? name, string? email, IReadOnlyDictionary<string, string>? customAttributes = null)
        : this(customAttributes is null or { Count: 0 } ? NoAttributes : Copy(customAttributes), name, email) // what was checked stays so
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

    /// <summary>Further attributes; empty if there are none.</summary>
    public IReadOnlyDictionary<string, string> CustomAttributes { get; }

    /// <summary>Who it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{Name} <{Email}>");

    /// <summary>Checks and makes a request, without a copy of the attributes.</summary>
    /// <param name="name">The name.</param>
    /// <param name="email">The email address.</param>
    /// <param name="customAttributes">Handed over: nobody changes them from now on.</param>
    /// <param name="fault">What is wrong, if there is no request.</param>
    /// <returns>The request, or null.</returns>
    internal static GuestRequest? Create(string? name, string? email, Dictionary<string, string>? customAttributes, out RowFault? fault)
    {
        GuestRequest request = new(customAttributes ?? NoAttributes, name, email);
        fault = request.Check();
        return fault is null ? request : null;
    }

    /// <summary>The request body of the contract.</summary>
    /// <returns>UTF-8 JSON; <c>customAttributes</c> is left out when there are none.</returns>
    internal byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(
        new GuestBody(Name, Email, CustomAttributes.Count == 0 ? null : CustomAttributes), GuestJson.Default.GuestBody);

    /// <summary>The request's body, as it would be sent.</summary>
    /// <returns>JSON.</returns>
    public string ToBody() => System.Text.Encoding.UTF8.GetString(ToJson());

    private static string Needed(string field) => $"Give every guest {(field is RowSchema.Name ? "a name" : "an email address")}.";

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
            return new(RowSchema.Name, $"'{Printable.Text(Name)}' holds control characters or turns the direction of writing ({controls})", "Correct the name and run the failed rows again.");
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
        string.IsNullOrWhiteSpace(attribute.Key) ? new(RowSchema.CustomAttributes, "an attribute has no name", "Name every attribute.")
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
