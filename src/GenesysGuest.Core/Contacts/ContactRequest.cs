using System.Text.Json;
using GenesysGuest.Contacts;
using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>A contact to create or update. It is validated when it is created.</summary>
public sealed record ContactRequest
{
    private const int LongestName = 1000;
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

    /// <summary>Validates and creates a request. White space and invisible characters around text are trimmed.</summary>
    /// <param name="firstName">The first name, or null for none.</param>
    /// <param name="lastName">The last name, or null for none.</param>
    /// <param name="email">The work email address, or null for none. It identifies the contact if there is no external id.</param>
    /// <param name="externalId">The id in the external source, or null for none. It identifies the contact, before the email address.</param>
    /// <param name="customFields">Fields of a schema: text, numbers, and Booleans. Null for none.</param>
    /// <exception cref="ProvisioningException"><see cref="ErrorId.InvalidContact"/>, with the invalid field.</exception>
    public ContactRequest(string? firstName, string? lastName, string? email, string? externalId = null, IReadOnlyDictionary<string, object>? customFields = null)
        : this(firstName, lastName, email, externalId, customFields, out RowFault? fault)
    {
        if (fault is not null)
        {
            throw fault.ToException(rowNumber: null, ErrorId.InvalidContact);
        }
    }

    /// <summary>The first name, or null if there is none.</summary>
    public string? FirstName { get; }

    /// <summary>The last name, or null if there is none.</summary>
    public string? LastName { get; }

    /// <summary>The work email address, or null if there is none.</summary>
    public string? Email { get; }

    /// <summary>The id in the external source, or null if there is none.</summary>
    public string? ExternalId { get; }

    /// <summary>The fields of a schema. Empty if there are none.</summary>
    public IReadOnlyDictionary<string, object> CustomFields { get; }

    /// <summary>Validates and creates a request. Returns a fault instead of throwing an exception.</summary>
    /// <param name="firstName">The first name, or null for none.</param>
    /// <param name="lastName">The last name, or null for none.</param>
    /// <param name="email">The work email address, or null for none.</param>
    /// <param name="externalId">The id in the external source, or null for none.</param>
    /// <param name="customFields">Fields of a schema, or null for none.</param>
    /// <param name="fault">The fault, or null if the request is valid.</param>
    /// <returns>The request, or null if it is invalid.</returns>
    internal static ContactRequest? Create(
        string? firstName, string? lastName, string? email, string? externalId, IReadOnlyDictionary<string, object>? customFields, out RowFault? fault)
    {
        ContactRequest request = new(firstName, lastName, email, externalId, customFields, out fault);
        return fault is null ? request : null;
    }

    /// <summary>Returns the contact as it would be sent.</summary>
    /// <param name="settings">The settings for all contacts of a run.</param>
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

    /// <summary>Identifies the contact.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{FirstName} {LastName}".Trim() is { Length: > 0 } name ? $"{name} <{Email ?? ExternalId}>" : $"<{Email ?? ExternalId}>");

    /// <summary>Writes the contact as an entity of a request.</summary>
    /// <param name="json">The writer, positioned in the array.</param>
    /// <param name="tracker">The tracker that identifies the result.</param>
    /// <param name="settings">The settings for all contacts of a run.</param>
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

    /// <summary>Writes the identifier of a contact to look up.</summary>
    /// <param name="type">The type of the identifier, as the API names it.</param>
    /// <param name="value">The identifier.</param>
    /// <param name="externalSourceId">The source of an external id, or null for other identifiers.</param>
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
        if (schema.Version > 0) // 0: the schema was not looked up in the service
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
        ExternalId is null && Email is null ? new(RowSchema.Email, "the contact has neither an email address nor an external id to identify it", "Specify one of them for every contact.")
        : TextCheck.Of("FirstName", FirstName, LongestName) ?? TextCheck.Of("LastName", LastName, LongestName)
            ?? TextCheck.Of("ExternalId", ExternalId, LongestIdentifier)
            ?? (Email is null ? null : TextCheck.OfEmail(Email) ?? TextCheck.Damaged(RowSchema.Email, Email))
            ?? CustomFields.Select(Check).FirstOrDefault(fault => fault is not null);

    private static RowFault? Check(KeyValuePair<string, object> field) =>
        string.IsNullOrWhiteSpace(field.Key) ? new("CustomFields", "a field has no name", "Specify a name for every field.")
        : !JsonValue.IsOne(field.Value) ? new(field.Key, $"the value of the field '{Printable.Text(field.Key)}' is not text, a number, or a Boolean", "Use text, a number, or a Boolean. Omit the field if it has no value.")
        : field.Value is string text ? TextCheck.Damaged(field.Key, field.Key) ?? TextCheck.Damaged(field.Key, text)
        : null;
}
