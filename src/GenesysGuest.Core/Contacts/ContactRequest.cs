using System.Text.Json;
using GenesysGuest.Contacts;
using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>A contact to create or update. What exists is valid: it was checked when it was made.</summary>
public sealed record ContactRequest
{
    private const int LongestName = 1000;
    private const int LongestEmail = 256;
    private const int LongestIdentifier = 255;


    private static readonly Dictionary<string, object> NoFields = new(0, StringComparer.Ordinal);

    private ContactRequest(string? firstName, string? lastName, string? email, string? externalId, IReadOnlyDictionary<string, object>? customFields, out RowFault? fault)
    {
        FirstName = Clean(firstName);
        LastName = Clean(lastName);
        Email = Clean(email);
        ExternalId = Clean(externalId);
        CustomFields = customFields is null or { Count: 0 } ? NoFields : customFields.ToDictionary(field => field.Key, field => field.Value, StringComparer.Ordinal);
        fault = Check();
    }

    /// <summary>Checks and makes a request. White space and invisible characters around a text are taken off.</summary>
    /// <param name="firstName">The first name; null: none.</param>
    /// <param name="lastName">The last name; null: none.</param>
    /// <param name="email">The work email address, by which the contact is found if there is no external id; null: none.</param>
    /// <param name="externalId">The id in the external source, by which the contact is found first; null: none.</param>
    /// <param name="customFields">Fields of a schema: text, numbers and Booleans; null: none.</param>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidContact"/>, with the field at fault.</exception>
    public ContactRequest(string? firstName, string? lastName, string? email, string? externalId = null, IReadOnlyDictionary<string, object>? customFields = null)
        : this(firstName, lastName, email, externalId, customFields, out RowFault? fault)
    {
        if (fault is not null)
        {
            throw fault.ToException(rowNumber: null, ErrorId.InvalidContact);
        }
    }

    /// <summary>The first name; null: none.</summary>
    public string? FirstName { get; }

    /// <summary>The last name; null: none.</summary>
    public string? LastName { get; }

    /// <summary>The work email address; null: none.</summary>
    public string? Email { get; }

    /// <summary>The id in the external source; null: none.</summary>
    public string? ExternalId { get; }

    /// <summary>Fields of a schema; empty if there are none.</summary>
    public IReadOnlyDictionary<string, object> CustomFields { get; }

    /// <summary>Checks and makes a request, without an exception where it cannot be.</summary>
    /// <param name="firstName">The first name; null: none.</param>
    /// <param name="lastName">The last name; null: none.</param>
    /// <param name="email">The work email address; null: none.</param>
    /// <param name="externalId">The id in the external source; null: none.</param>
    /// <param name="customFields">Fields of a schema; null: none.</param>
    /// <param name="fault">What is wrong; null: nothing.</param>
    /// <returns>The request; null: something is wrong.</returns>
    internal static ContactRequest? Create(
        string? firstName, string? lastName, string? email, string? externalId, IReadOnlyDictionary<string, object>? customFields, out RowFault? fault)
    {
        ContactRequest request = new(firstName, lastName, email, externalId, customFields, out fault);
        return fault is null ? request : null;
    }

    /// <summary>The contact as it would be sent.</summary>
    /// <param name="settings">What is the same for all contacts of a run.</param>
    /// <returns>JSON.</returns>
    public string ToBody(ContactSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body, new JsonWriterOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            WriteTo(json, tracker: "1", settings);
        }

        return System.Text.Encoding.UTF8.GetString(body.ToArray());
    }

    /// <summary>Who it is.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? $"{name} <{Email ?? ExternalId}>" : $"<{Email ?? ExternalId}>");

    /// <summary>Writes the contact as an entity of a request.</summary>
    /// <param name="json">Stands within the array.</param>
    /// <param name="tracker">What its result will be known by.</param>
    /// <param name="settings">What is the same for all contacts of a run.</param>
    internal void WriteTo(Utf8JsonWriter json, string tracker, ContactSettings settings)
    {
        json.WriteStartObject();
        json.WriteString("id", tracker);
        WriteReference(json, "division", settings.DivisionId);
        json.WriteStartArray("matchingIdentifiers");
        if (ExternalId is not null)
        {
            WriteIdentifier(json, "ExternalId", ExternalId, settings.ExternalSourceId);
        }

        if (Email is not null)
        {
            WriteIdentifier(json, "Email", Email, externalSourceId: null);
        }

        json.WriteEndArray();
        json.WriteString("action", "Upsert");
        json.WriteStartObject("contact");
        Write(json, "firstName", FirstName);
        Write(json, "lastName", LastName);
        Write(json, "workEmail", Email);
        if (ExternalId is not null)
        {
            json.WriteStartArray("externalIds");
            json.WriteStartObject();
            WriteReference(json, "externalSource", settings.ExternalSourceId);
            json.WriteString("value", ExternalId);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        WriteFields(json, settings);
        json.WriteEndObject();
        json.WriteEndObject();
    }

    /// <summary>Writes what a contact is looked up by.</summary>
    /// <param name="type">What kind of identifier it is, by the API's name.</param>
    /// <param name="value">The identifier.</param>
    /// <param name="externalSourceId">The source that an external id is from; null: none.</param>
    /// <returns>UTF-8 JSON.</returns>
    internal static byte[] WriteIdentifier(string type, string value, string? externalSourceId)
    {
        using MemoryStream body = new();
        using (Utf8JsonWriter json = new(body))
        {
            WriteIdentifier(json, type, value, externalSourceId);
        }

        return body.ToArray();
    }

    private static void WriteIdentifier(Utf8JsonWriter json, string type, string value, string? externalSourceId)
    {
        json.WriteStartObject();
        json.WriteString("type", type);
        json.WriteString("value", value);
        WriteReference(json, "externalSource", externalSourceId);
        json.WriteEndObject();
    }

    private static string? Clean(string? text) => InvisibleText.Trim(text ?? "") is { Length: > 0 } clean ? clean : null;

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static void WriteReference(Utf8JsonWriter json, string name, string? id)
    {
        if (id is not null)
        {
            json.WriteStartObject(name);
            json.WriteString("id", id);
            json.WriteEndObject();
        }
    }

    private void WriteFields(Utf8JsonWriter json, ContactSettings settings)
    {
        if (CustomFields.Count == 0 || settings.Schema is not { } schema)
        {
            return;
        }

        json.WriteStartObject("schema");
        json.WriteString("id", schema.Id);
        if (schema.Version > 0) // 0: nobody asked the service yet
        {
            json.WriteNumber("version", schema.Version);
        }

        json.WriteEndObject();
        json.WriteStartObject("customFields");
        foreach (KeyValuePair<string, object> field in CustomFields)
        {
            json.WritePropertyName(field.Key);
            JsonValue.Write(json, field.Value);
        }

        json.WriteEndObject();
    }

    private RowFault? Check() =>
        ExternalId is null && Email is null ? new(RowSchema.Email, "there is neither an email address nor an external id to find the contact by", "Give every contact one of them.")
        : TextCheck.Of("FirstName", FirstName, LongestName) ?? TextCheck.Of("LastName", LastName, LongestName)
            ?? TextCheck.Of("ExternalId", ExternalId, LongestIdentifier)
            ?? (Email is null ? null : TextCheck.OfEmail(Email) ?? TextCheck.Of(RowSchema.Email, Email, Math.Min(LongestEmail, LongestIdentifier)))
            ?? CustomFields.Select(Check).FirstOrDefault(fault => fault is not null);

    private static RowFault? Check(KeyValuePair<string, object> field) =>
        string.IsNullOrWhiteSpace(field.Key) ? new("CustomFields", "a field has no name", "Name every field.")
        : !JsonValue.IsOne(field.Value) ? new(field.Key, $"the value of the field '{Printable.Text(field.Key)}' is not text, a number or a Boolean", "Give one of these; leave the field out if it has none.")
        : field.Value is string text ? TextCheck.Damaged(field.Key, field.Key) ?? TextCheck.Damaged(field.Key, text)
        : null;
}
