using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Reads members of an item and collects their problems. A null member counts as missing.</summary>
internal sealed class Findings
{
    private readonly List<ItemDetail> _details = [];

    public ItemError? Error => _details.Count == 0 ? null : ItemError.Bad(_details);

    public void Add(string field, string? value, string message) => _details.Add(new ItemDetail(field, value, message));

    /// <summary>Finds a member of the expected kind.</summary>
    /// <param name="of">The object with the member.</param>
    /// <param name="place">The path of the object, with a full stop at the end. Empty for the top level.</param>
    /// <param name="name">The name of the member.</param>
    /// <param name="kind">The expected kind.</param>
    /// <param name="value">The member, if the result is true.</param>
    public bool TryGet(JsonElement of, string place, string name, JsonValueKind kind, out JsonElement value)
    {
        if (!of.TryGetProperty(name, out value) || value.ValueKind == JsonValueKind.Null)
        {
            return false;
        }

        if (value.ValueKind != kind)
        {
            Add(place + name, Shown(value), $"It must be {NameOf(kind)}.");
            return false;
        }

        return true;
    }

    /// <summary>Reads text without surrounding white space. Returns null if it is missing, empty, or invalid.</summary>
    public string? Text(JsonElement of, string place, string name, int limit)
    {
        if (!TryGet(of, place, name, JsonValueKind.String, out JsonElement value))
        {
            return null;
        }

        string text = value.GetString()!.Trim();
        if (text.Length > limit)
        {
            Add(place + name, text, $"It has more than {limit} characters.");
            return null;
        }

        return text.Length == 0 ? null : text;
    }

    /// <summary>Reads required text, which must not be empty.</summary>
    public string? NeededText(JsonElement of, string place, string name, int limit)
    {
        string? text = Text(of, place, name, limit);
        if (text is null && (!of.TryGetProperty(name, out JsonElement value)
            || value.ValueKind == JsonValueKind.Null || (value.ValueKind == JsonValueKind.String && string.IsNullOrWhiteSpace(value.GetString()))))
        {
            Add(place + name, null, "It is required.");
        }

        return text;
    }

    /// <summary>Reads an email address.</summary>
    public string? Email(JsonElement of, string place, string name)
    {
        string? email = Text(of, place, name, 256);
        if (email is null || EmailAddress.IsPlausible(email))
        {
            return email;
        }

        Add(place + name, email, "It must be an email address.");
        return null;
    }

    /// <summary>Reports members that the type does not have.</summary>
    public void OnlyKnown(JsonElement of, string place, HashSet<string> known)
    {
        foreach (JsonProperty member in of.EnumerateObject())
        {
            if (!known.Contains(member.Name))
            {
                Add(place + member.Name, Shown(member.Value), "It is unknown.");
            }
        }
    }

    /// <summary>Reads the id in a reference, such as to a division. Returns false if the member is missing or invalid.</summary>
    public bool TryGetReference(JsonElement of, string place, string name, HashSet<string> known, out string? id)
    {
        id = null;
        if (!TryGet(of, place, name, JsonValueKind.Object, out JsonElement reference))
        {
            return false;
        }

        OnlyKnown(reference, $"{place}{name}.", known);
        id = NeededText(reference, $"{place}{name}.", "id", 255);
        return id is not null;
    }

    private static string Shown(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string NameOf(JsonValueKind kind) => kind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        _ => "a number",
    };
}
