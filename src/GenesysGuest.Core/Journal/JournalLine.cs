using System.Text.Encodings.Web;
using System.Text.Json;

namespace GenesysGuest;

/// <summary>One line of a journal: JSON and a line feed.</summary>
/// <param name="State">What it says.</param>
/// <param name="Identity">Of which guest.</param>
/// <param name="Row">The row's number in the run that wrote the line.</param>
/// <param name="Guest">The guest, in a line that says it was created.</param>
/// <param name="Error">The error, in a line that says it was not, or may have been.</param>
internal sealed record JournalLine(JournalState State, GuestIdentity Identity, long Row, Guest? Guest = null, GuestException? Error = null)
{
    private static readonly JsonWriterOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The line of an outcome.</summary>
    /// <param name="identity">Of which guest.</param>
    /// <param name="outcome">The outcome.</param>
    /// <returns>The line.</returns>
    public static JournalLine Of(GuestIdentity identity, GuestOutcome outcome) => outcome switch
    {
        { Guest: { } guest } => new(JournalState.Created, identity, outcome.Row.Number, guest),
        { Error: GuestException { ErrorId: ErrorId.GuestOutcomeUnknown or ErrorId.UnexpectedResponse } error } =>
            new(JournalState.Unknown, identity, outcome.Row.Number, Error: error),
        _ => new(JournalState.Failed, identity, outcome.Row.Number, Error: (GuestException)outcome.Error!),
    };

    /// <summary>Writes the line.</summary>
    /// <param name="now">When.</param>
    /// <returns>UTF-8, with its line feed.</returns>
    public byte[] ToBytes(DateTimeOffset now)
    {
        using MemoryStream buffer = new(512);
        using (Utf8JsonWriter writer = new(buffer, Json))
        {
            writer.WriteStartObject();
            writer.WriteString("state", State.ToString());
            writer.WriteString("identity", Identity.ToString());
            writer.WriteNumber("row", Row);
            writer.WriteString("at", now.UtcDateTime);
            if (Guest is not null)
            {
                writer.WriteStartObject("guest");
                writer.WriteString("id", Guest.Id);
                writer.WriteString("name", Guest.Name);
                writer.WriteString("email", Guest.Email);
                writer.WriteString("token", Guest.Token);
                if (Guest.CreatedDate is { } created)
                {
                    writer.WriteString("createdDate", created);
                }

                if (Guest.UpdatedDate is { } updated)
                {
                    writer.WriteString("updatedDate", updated);
                }

                if (Guest.SelfUri is not null)
                {
                    writer.WriteString("selfUri", Guest.SelfUri);
                }

                writer.WriteEndObject();
            }

            if (Error is not null)
            {
                writer.WriteString("error", Error.ErrorId.ToString());
                writer.WriteString("message", Error.Reason);
                writer.WriteString("remedy", Error.Remedy);
            }

            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    /// <summary>Reads a line.</summary>
    /// <param name="bytes">UTF-8, without its line feed.</param>
    /// <returns>The line; null if it is none.</returns>
    public static JournalLine? Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object
                || Text(root, "state") is not [>= 'A' and <= 'Z', ..] name // a number would do for TryParse
                || !Enum.TryParse(name, out JournalState state)
                || !GuestIdentity.TryParse(Text(root, "identity"), out GuestIdentity identity)
                || !root.TryGetProperty("row", out JsonElement number)
                || !number.TryGetInt64(out long row))
            {
                return null;
            }

            Guest? guest = null;
            if (state == JournalState.Created && (!root.TryGetProperty("guest", out JsonElement created) || (guest = ReadGuest(created)) is null))
            {
                return null;
            }

            GuestException? error = Enum.TryParse(Text(root, "error"), out ErrorId errorId)
                ? new GuestException(errorId, Text(root, "message") ?? "", Text(root, "remedy") ?? "")
                : null;
            return new(state, identity, row, guest, error);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static Guest? ReadGuest(JsonElement guest) =>
        guest.ValueKind == JsonValueKind.Object && Text(guest, "id") is { } id && Text(guest, "token") is { } token
            ? new(id, Text(guest, "name") ?? "", Text(guest, "email") ?? "", token, Date(guest, "createdDate"), Date(guest, "updatedDate"), Text(guest, "selfUri"))
            : null;

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Date(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String && value.TryGetDateTimeOffset(out DateTimeOffset date) ? date : null;
}
