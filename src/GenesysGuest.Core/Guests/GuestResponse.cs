using System.Globalization;
using System.Text;
using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Guests;

/// <summary>Reads a created guest from a response. Only the id and the token are required. Other members can have any type, and data after the object is ignored.</summary>
internal static class GuestResponse
{
    private static readonly string[] Members = ["id", "name", "email", "token", "createdDate", "updatedDate", "selfUri"];

    // The token must be found even if another member is nested extremely deeply.
    private static readonly JsonReaderOptions Lenient = new() { MaxDepth = Response.MaxBodyLength };

    /// <summary>Reads a guest.</summary>
    /// <param name="body">The body of the response, or the part that was received. A complete object is enough.</param>
    /// <param name="request">The request, which supplies values that the response omits.</param>
    /// <param name="rowNumber">The number of the row, or null if there are no rows.</param>
    /// <returns>The guest, or null if the body contains none.</returns>
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

    // Avoids allocating a new string for each of a million names.
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
                return null; // not valid text
            }
        }

        return null;
    }

    // A member of another type, or with invalid text, is ignored, so that the token is not lost.
    private static string? Text(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null; // half a surrogate pair, or bytes that are not UTF-8
        }
    }

    // ISO 8601, or any other unambiguous date.
    private static DateTimeOffset? Date(ref Utf8JsonReader reader) =>
        DateTimeOffset.TryParse(Text(ref reader), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset date) ? date : null;
}
