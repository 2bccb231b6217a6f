using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Reads custom fields by their schema.</summary>
internal static class CustomFieldReader
{
    public static IReadOnlyDictionary<string, JsonElement> Read(JsonElement contact, string place, SandboxContactSchema? schema, Findings findings)
    {
        Dictionary<string, JsonElement> fields = new(StringComparer.Ordinal);
        if (!findings.TryGet(contact, place, "customFields", JsonValueKind.Object, out JsonElement given) || given.GetPropertyCount() == 0)
        {
            return fields;
        }

        if (schema is null)
        {
            // An invalid schema was already reported.
            if (!contact.TryGetProperty("schema", out JsonElement reference) || reference.ValueKind == JsonValueKind.Null)
            {
                findings.Add(place + "schema", null, "It is required for custom fields.");
            }

            return fields;
        }

        foreach (JsonProperty member in given.EnumerateObject())
        {
            string name = $"{place}customFields.{member.Name}";
            if (schema.Fields.FirstOrDefault(field => string.Equals(field.Name, member.Name, StringComparison.Ordinal)) is not { } field)
            {
                findings.Add(name, null, "The schema has no such field.");
            }
            else if (member.Value.ValueKind != JsonValueKind.Null)
            {
                if (Objection(field, member.Value) is { } objection)
                {
                    findings.Add(name, member.Value.ToString(), objection);
                }

                fields[member.Name] = member.Value.Clone(); // a copy that outlives the request
            }
        }

        return fields;
    }

    private static string? Objection(SandboxCustomField field, JsonElement value) => (field.Type, value.ValueKind) switch
    {
        (SandboxCustomFieldType.Text, JsonValueKind.String) =>
            value.GetString()!.Length > field.MaxLength ? $"It has more than {field.MaxLength} characters." : null,
        (SandboxCustomFieldType.Number, JsonValueKind.Number) => null,
        (SandboxCustomFieldType.Checkbox, JsonValueKind.True or JsonValueKind.False) => null,
        (SandboxCustomFieldType.Text, _) => "It must be a string.",
        (SandboxCustomFieldType.Number, _) => "It must be a number.",
        _ => "It must be true or false.",
    };
}
