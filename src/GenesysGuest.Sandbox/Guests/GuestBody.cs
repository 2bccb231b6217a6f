using System.Buffers;
using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>The body of a request for a guest, or its problem.</summary>
/// <param name="Problem">The problem, or null if the body is valid.</param>
/// <param name="Name">The name.</param>
/// <param name="Email">The email address.</param>
/// <param name="CustomAttributes">The attributes.</param>
internal readonly record struct GuestBody(string? Problem, string Name, string Email, IReadOnlyDictionary<string, string> CustomAttributes)
{
    private static readonly IReadOnlyDictionary<string, string> NoAttributes = new Dictionary<string, string>(StringComparer.Ordinal).AsReadOnly();

    public static GuestBody Parse(in ReadOnlySequence<byte> body)
    {
        Utf8JsonReader reader = new(body);
        try
        {
            return Read(ref reader);
        }
        catch (JsonException)
        {
            return Bad("The body is not valid JSON.");
        }
        catch (InvalidOperationException)
        {
            // The reader throws this for text that is not UTF-8 or contains half a surrogate pair.
            return Bad("The body is not valid Unicode.");
        }
    }

    private static GuestBody Bad(string problem) => new(problem, "", "", NoAttributes);

    private static GuestBody Read(ref Utf8JsonReader reader)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return Bad("The body must be a JSON object.");
        }

        string? name = null;
        string? email = null;
        IReadOnlyDictionary<string, string>? attributes = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? problem;
            if (reader.ValueTextEquals("name"u8))
            {
                problem = ReadText(ref reader, "name", ref name);
            }
            else if (reader.ValueTextEquals("email"u8))
            {
                problem = ReadText(ref reader, "email", ref email);
            }
            else if (reader.ValueTextEquals("customAttributes"u8))
            {
                problem = ReadAttributes(ref reader, ref attributes);
            }
            else
            {
                problem = $"The member '{reader.GetString()}' is unknown.";
            }

            if (problem is not null)
            {
                return Bad(problem);
            }
        }

        // The reader throws here if anything follows the object.
        reader.Read();
        if (string.IsNullOrWhiteSpace(name))
        {
            return Bad("The member 'name' must be a non-empty string.");
        }

        return EmailAddress.IsPlausible(email)
            ? new GuestBody(null, name, email!, attributes ?? NoAttributes)
            : Bad("The member 'email' must be an email address.");
    }

    private static string? ReadText(ref Utf8JsonReader reader, string member, ref string? value)
    {
        if (value is not null)
        {
            return $"The member '{member}' occurs twice.";
        }

        if (!reader.Read() || reader.TokenType != JsonTokenType.String)
        {
            return $"The member '{member}' must be a string.";
        }

        value = reader.GetString();
        return null;
    }

    private static string? ReadAttributes(ref Utf8JsonReader reader, ref IReadOnlyDictionary<string, string>? value)
    {
        if (value is not null)
        {
            return "The member 'customAttributes' occurs twice.";
        }

        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return "The member 'customAttributes' must be an object.";
        }

        Dictionary<string, string> attributes = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string key = reader.GetString()!;
            if (key.Length == 0)
            {
                return "A custom attribute must have a name.";
            }

            if (!reader.Read() || reader.TokenType != JsonTokenType.String)
            {
                return $"The custom attribute '{key}' must be a string.";
            }

            if (!attributes.TryAdd(key, reader.GetString()!))
            {
                return $"The custom attribute '{key}' occurs twice.";
            }
        }

        value = attributes;
        return null;
    }
}
