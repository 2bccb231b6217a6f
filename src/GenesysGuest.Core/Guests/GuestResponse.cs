using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenesysGuest.Guests;

/// <summary>A created guest as it comes over the network. Only the id and the token must be there; the rest may be anything.</summary>
internal sealed class GuestResponse
{
    [JsonPropertyName("id"), JsonConverter(typeof(StringOrNothing))]
    public string? Id { get; set; }

    [JsonPropertyName("name"), JsonConverter(typeof(StringOrNothing))]
    public string? Name { get; set; }

    [JsonPropertyName("email"), JsonConverter(typeof(StringOrNothing))]
    public string? Email { get; set; }

    [JsonPropertyName("token"), JsonConverter(typeof(StringOrNothing))]
    public string? Token { get; set; }

    [JsonPropertyName("createdDate"), JsonConverter(typeof(DateOrNothing))]
    public DateTimeOffset? CreatedDate { get; set; }

    [JsonPropertyName("updatedDate"), JsonConverter(typeof(DateOrNothing))]
    public DateTimeOffset? UpdatedDate { get; set; }

    [JsonPropertyName("selfUri"), JsonConverter(typeof(StringOrNothing))]
    public string? SelfUri { get; set; }

    /// <summary>Reads a guest.</summary>
    /// <param name="body">The answer's body.</param>
    /// <param name="request">What was asked for, for what the answer leaves out.</param>
    /// <returns>The guest; null if the body holds none.</returns>
    public static Guest? Read(ReadOnlyMemory<byte> body, GuestRequest request)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, GuestJson.Default.GuestResponse) is { Id.Length: > 0, Token.Length: > 0 } answer
                ? new Guest(
                    answer.Id, answer.Name ?? request.Name, answer.Email ?? request.Email, answer.Token,
                    answer.CreatedDate, answer.UpdatedDate, answer.SelfUri)
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>A member of another type is as good as absent: a token must not be lost over it.</summary>
    internal sealed class StringOrNothing : JsonConverter<string?>
    {
        public override bool HandleNull => true;

        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                try
                {
                    return reader.GetString();
                }
                catch (InvalidOperationException)
                {
                    return null; // half a surrogate pair, or bytes that are no UTF-8
                }
            }

            reader.Skip();
            return null;
        }

        public override void Write(Utf8JsonWriter writer, string? value, JsonSerializerOptions options) => throw new NotSupportedException();
    }

    /// <summary>The same for a date: ISO 8601, or whatever else is clearly one.</summary>
    internal sealed class DateOrNothing : JsonConverter<DateTimeOffset?>
    {
        public override bool HandleNull => true;

        public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
                return null;
            }

            return reader.TryGetDateTimeOffset(out DateTimeOffset date)
                || DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out date) ? date : null;
        }

        public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) => throw new NotSupportedException();
    }
}
