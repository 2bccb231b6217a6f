using System.Globalization;
using System.Text;
using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Guests;

/// <summary>A created guest as it comes over the network. Only the id and the token must be there; the rest, and what follows, may be anything.</summary>
internal static class GuestResponse
{
    private static readonly string[] Members = ["id", "name", "email", "token", "createdDate", "updatedDate", "selfUri"];

    // What is nested deeper than anyone nests is still only a neighbor of the token.
    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = Response.MaxBodyLength };

    /// <summary>Reads a guest.</summary>
    /// <param name="body">The answer's body, or as much of it as came: a whole object is enough.</param>
    /// <param name="request">What was asked for, for what the answer leaves out.</param>
    /// <param name="rowNumber">The row that asked for it; null: there are no rows.</param>
    /// <returns>The guest; null if the body holds none.</returns>
    public static Guest? Read(ReadOnlyMemory<byte> body, GuestRequest request, long? rowNumber = null)
    {
        try
        {
            Utf8JsonReader reader = new(body.Span, Lenient);
            return reader.Read() && reader.TokenType == JsonTokenType.StartObject ? Read(ref reader, request, rowNumber) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Guest? Read(ref Utf8JsonReader reader, GuestRequest request, long? rowNumber)
    {
        string? id = null, name = null, email = null, token = null, selfUri = null;
        DateTimeOffset? createdDate = null, updatedDate = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string? member = Member(ref reader);
            reader.Read();
            switch (member)
            {
                case "id":
                    id = reader.TokenType == JsonTokenType.Number ? Encoding.UTF8.GetString(reader.ValueSpan.ToArray()) : Text(ref reader) ?? id;
                    break;
                case "name":
                    name = Text(ref reader) ?? name;
                    break;
                case "email":
                    email = Text(ref reader) ?? email;
                    break;
                case "token":
                    token = Text(ref reader) ?? token;
                    break;
                case "createdDate":
                    createdDate = Date(ref reader) ?? createdDate;
                    break;
                case "updatedDate":
                    updatedDate = Date(ref reader) ?? updatedDate;
                    break;
                case "selfUri":
                    selfUri = Text(ref reader) ?? selfUri;
                    break;
            }

            reader.Skip();
        }

        return id is { Length: > 0 } && token is { Length: > 0 }
            ? new Guest(id, name ?? request.Name, email ?? request.Email, token, createdDate, updatedDate, selfUri) { RowNumber = rowNumber }
            : null;
    }

    // Without a new text for each of a million names.
    private static string? Member(ref Utf8JsonReader reader)
    {
        foreach (string member in Members)
        {
            try
            {
                if (reader.ValueTextEquals(member))
                {
                    return member;
                }
            }
            catch (InvalidOperationException)
            {
                return null; // it is no text
            }
        }

        return null;
    }

    // What is of another type, or is no text, is as good as absent: a token must not be lost over it.
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, or bytes that are no UTF-8
        }
    }

    // ISO 8601, or whatever else is clearly a date.
    private static DateTimeOffset? Date(ref Utf8JsonReader reader) =>
        DateTimeOffset.TryParse(Text(ref reader), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
}
