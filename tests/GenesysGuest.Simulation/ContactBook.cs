using System.Text.Json;
using System.Text.Json.Nodes;

namespace GenesysGuest.Simulation;

/// <summary>The contacts that the service has. It knows what was written, and by which request.</summary>
/// <param name="world">The world.</param>
internal sealed class ContactBook(World world)
{
    private static readonly string[] Fields = ["firstName", "lastName", "workEmail"];

    private readonly Dictionary<string, JsonObject> _found = new(StringComparer.OrdinalIgnoreCase); // by each identifier

    /// <summary>What was written, in order.</summary>
    public List<(string Id, string Identity, bool IsNew, Sending Sending, string Key)> Writings { get; } = [];

    /// <summary>How many contacts there are.</summary>
    public int Count { get; private set; }

    /// <summary>Finds the contact that a row is about by the identifiers that it gives, in their order, and writes what it says; there is a new one if none is found.</summary>
    /// <param name="sending">The request.</param>
    /// <param name="row">The row.</param>
    /// <returns>The contact as it is now, and whether it is new.</returns>
    public (JsonObject Contact, bool IsNew) Upsert(Sending sending, SentRow row)
    {
        JsonElement says = row.Content.GetProperty("contact");
        JsonObject? known = row.Content.GetProperty("matchingIdentifiers").EnumerateArray().Select(identifier => _found.GetValueOrDefault(NameOf(identifier))).FirstOrDefault(contact => contact is not null);
        JsonObject contact = known ?? new() { ["id"] = $"contact-{++Count}" };
        foreach (string field in Fields.Where(field => says.TryGetProperty(field, out _)))
        {
            contact[field] = says.GetProperty(field).GetString();
        }

        if (says.TryGetProperty("externalIds", out JsonElement externalIds))
        {
            contact["externalIds"] = JsonNode.Parse(externalIds.GetRawText());
        }

        foreach (string name in NamesOf(says))
        {
            if (_found.TryGetValue(name, out JsonObject? other) && other != contact)
            {
                world.Violate($"{row.Identity} exists twice: there is another contact with {name}.");
            }

            _found[name] = contact;
        }

        string id = contact["id"]!.GetValue<string>();
        Writings.Add((id, row.Identity, known is null, sending, row.Key));
        world.Say($"the service writes {id}, {(known is null ? "a new one" : "which was there")}: {row.Identity}");
        return ((JsonObject)contact.DeepClone(), known is null);
    }

    private static IEnumerable<string> NamesOf(JsonElement contact)
    {
        if (contact.TryGetProperty("externalIds", out JsonElement externalIds))
        {
            foreach (JsonElement externalId in externalIds.EnumerateArray())
            {
                yield return $"{externalId.GetProperty("externalSource").GetProperty("id").GetString()}: {externalId.GetProperty("value").GetString()}";
            }
        }

        if (contact.TryGetProperty("workEmail", out JsonElement email))
        {
            yield return $"email: {email.GetString()}";
        }
    }

    private static string NameOf(JsonElement identifier) => identifier.GetProperty("type").GetString() switch
    {
        "ExternalId" => $"{identifier.GetProperty("externalSource").GetProperty("id").GetString()}: {identifier.GetProperty("value").GetString()}",
        "Email" => $"email: {identifier.GetProperty("value").GetString()}",
        _ => "",
    };
}
