using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Writes the lists of external sources and schemas.</summary>
internal static class CatalogJson
{
    public static JsonScratch Sources(IReadOnlyList<SandboxExternalSource> sources, string? self)
    {
        JsonScratch scratch = JsonScratch.Start();
        Utf8JsonWriter json = scratch.Writer;
        json.WriteStartObject();
        json.WriteStartArray("entities"u8);
        foreach (SandboxExternalSource source in sources)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, source.Id);
            json.WriteString("name"u8, source.Name);
            json.WriteBoolean("active"u8, source.Active);
            json.WriteString("selfUri"u8, $"{self}/{source.Id}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("selfUri"u8, self);
        json.WriteEndObject();
        return scratch;
    }

    public static JsonScratch Schemas(IReadOnlyList<SandboxContactSchema> schemas, string? self)
    {
        JsonScratch scratch = JsonScratch.Start();
        Utf8JsonWriter json = scratch.Writer;
        json.WriteStartObject();
        json.WriteNumber("total"u8, schemas.Count);
        json.WriteStartArray("entities"u8);
        foreach (SandboxContactSchema schema in schemas)
        {
            json.WriteStartObject();
            json.WriteString("id"u8, schema.Id);
            json.WriteString("name"u8, schema.Name);
            json.WriteNumber("version"u8, schema.Version);
            json.WriteStartArray("appliesTo"u8);
            json.WriteStringValue("CONTACT"u8);
            json.WriteEndArray();
            json.WriteBoolean("enabled"u8, true);
            WriteDocument(json, schema);
            json.WriteString("selfUri"u8, $"{self}/{schema.Id}");
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("selfUri"u8, self);
        json.WriteEndObject();
        return scratch;
    }

    private static void WriteDocument(Utf8JsonWriter json, SandboxContactSchema schema)
    {
        json.WriteStartObject("jsonSchema"u8);
        json.WriteString("$schema"u8, "http://json-schema.org/draft-04/schema#"u8);
        json.WriteString("title"u8, schema.Name);
        json.WriteString("type"u8, "object"u8);
        json.WriteStartObject("properties"u8);
        foreach (SandboxCustomField field in schema.Fields)
        {
            json.WriteStartObject(field.Name);
            json.WriteStartArray("allOf"u8);
            json.WriteStartObject();
            json.WriteString("$ref"u8, $"#/definitions/{CoreType(field.Type)}");
            json.WriteEndObject();
            json.WriteEndArray();
            json.WriteString("title"u8, field.Title);
            if (field.Type == SandboxCustomFieldType.Text)
            {
                json.WriteNumber("minLength"u8, 0);
                json.WriteNumber("maxLength"u8, field.MaxLength);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static string CoreType(SandboxCustomFieldType type) => type switch
    {
        SandboxCustomFieldType.Text => "text",
        SandboxCustomFieldType.Number => "number",
        _ => "checkbox",
    };
}
