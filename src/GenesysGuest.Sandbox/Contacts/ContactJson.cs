using System.Globalization;
using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Writes contacts in the format of the API.</summary>
internal sealed class ContactJson(ContactCatalog catalog)
{
    public const string Prefix = "/api/v2/externalcontacts/contacts/";

    public void Write(Utf8JsonWriter json, SandboxContact contact)
    {
        string id = contact.Id.ToString();
        json.WriteStartObject();
        json.WriteString("id"u8, id);
        json.WriteStartObject("division"u8);
        json.WriteString("id"u8, contact.DivisionId);
        json.WriteString("name"u8, catalog.Division(contact.DivisionId)?.Name);
        json.WriteEndObject();
        WriteText(json, "firstName"u8, contact.FirstName);
        WriteText(json, "middleName"u8, contact.MiddleName);
        WriteText(json, "lastName"u8, contact.LastName);
        WriteText(json, "salutation"u8, contact.Salutation);
        WriteText(json, "title"u8, contact.Title);
        WriteText(json, "workEmail"u8, contact.WorkEmail);
        WriteText(json, "personalEmail"u8, contact.PersonalEmail);
        WriteText(json, "otherEmail"u8, contact.OtherEmail);
        WriteExternalIds(json, contact.ExternalIds);
        WriteCustomFields(json, contact);
        json.WriteString("type"u8, "Curated"u8);
        WriteDate(json, "createDate"u8, contact.CreateDate);
        WriteDate(json, "modifyDate"u8, contact.ModifyDate);
        json.WriteString("selfUri"u8, Prefix + id);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
        {
            json.WriteString(name, text);
        }
    }

    private static void WriteDate(Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset date) =>
        json.WriteString(name, date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));

    private static void WriteCustomFields(Utf8JsonWriter json, SandboxContact contact)
    {
        if (contact.SchemaVersion is { } version)
        {
            json.WriteStartObject("schema"u8);
            json.WriteString("id"u8, contact.SchemaId);
            json.WriteNumber("version"u8, version);
            json.WriteEndObject();
        }

        if (contact.CustomFields.Count == 0)
        {
            return;
        }

        json.WriteStartObject("customFields"u8);
        foreach ((string name, JsonElement value) in contact.CustomFields)
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }

        json.WriteEndObject();
    }

    private void WriteExternalIds(Utf8JsonWriter json, IReadOnlyList<SandboxExternalId> ids)
    {
        if (ids.Count == 0)
        {
            return;
        }

        json.WriteStartArray("externalIds"u8);
        foreach (SandboxExternalId id in ids)
        {
            json.WriteStartObject();
            json.WriteStartObject("externalSource"u8);
            json.WriteString("id"u8, id.SourceId);
            json.WriteString("name"u8, catalog.Source(id.SourceId)?.Name);
            json.WriteEndObject();
            json.WriteString("value"u8, id.Value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
