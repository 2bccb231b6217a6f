using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Contacts;

/// <summary>Reads a contact from the JSON of the API.</summary>
internal static class ContactEntity
{
    private static readonly string[] Emails = ["workEmail", "personalEmail", "otherEmail"];

    /// <summary>Reads a contact.</summary>
    /// <param name="entity">The contact, or any other JSON.</param>
    /// <param name="key">The key of the lookup. It determines the external id, because a contact may have several.</param>
    /// <returns>The contact, or null if it has no id.</returns>
    public static Contact? Read(JsonElement entity, ContactKey key) => entity.Text("id") is not { } id ? null
        : new Contact(id, Change: null, entity.Text("firstName"), entity.Text("lastName"), Emails.Select(email => entity.Text(email)).FirstOrDefault(email => email is not null), key.ExternalSourceId is null ? ExternalId(entity) : key.Value)
        {
            DivisionId = entity.Member("division").Text("id"),
            CreatedDate = entity.Date("createDate"),
            ModifiedDate = entity.Date("modifyDate"),
            CustomFields = Fields(entity.Member("customFields")),
        };

    private static string? ExternalId(JsonElement entity) => entity.Member("externalIds").Items().Select(known => known.Text("value")).FirstOrDefault(value => value is not null);

    private static Dictionary<string, object>? Fields(JsonElement fields)
    {
        if (fields.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        Dictionary<string, object> values = new(StringComparer.OrdinalIgnoreCase);
        foreach ((string name, JsonElement field) in fields.Members())
        {
            if (JsonValue.Read(field) is { } value)
            {
                values[name] = value;
            }
        }

        return values;
    }
}
