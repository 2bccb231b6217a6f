using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Provisioning.Journal;

/// <summary>One line of a journal: JSON and a line feed.</summary>
/// <param name="State">The state of the row.</param>
/// <param name="Identity">The identity of the row.</param>
/// <param name="Row">The number of the row in the run that wrote the line.</param>
/// <param name="Result">The result, if the row was created.</param>
/// <param name="Error">The error, if the row failed or its outcome is unknown.</param>
/// <param name="MayExistTwice">Whether the result may exist twice.</param>
/// <param name="Subject">The subject of the row, if the row is about to be sent.</param>
internal sealed record JournalEntry(
    JournalState State, RowIdentity Identity, long Row, object? Result = null, ProvisioningException? Error = null, bool MayExistTwice = false,
    RowIdentity? Subject = null)
{
    // Reused for each of a million rows.
    [ThreadStatic]
    private static MemoryStream? _line;

    [ThreadStatic]
    private static Utf8JsonWriter? _writer;

    /// <summary>Creates the entry for an outcome.</summary>
    /// <param name="identity">The identity of the row.</param>
    /// <param name="outcome">The outcome.</param>
    /// <returns>The entry.</returns>
    public static JournalEntry Of(RowIdentity identity, ProvisioningOutcome outcome) => outcome.Error switch
    {
        null => new(JournalState.Created, identity, outcome.Row.Number, outcome.Result, MayExistTwice: outcome.MayExistTwice),
        ProvisioningException { IsUnknown: true } unknown =>
            new(JournalState.Unknown, identity, outcome.Row.Number, Error: unknown),
        _ => new(JournalState.Failed, identity, outcome.Row.Number, Error: (ProvisioningException)outcome.Error),
    };

    /// <summary>Writes the line.</summary>
    /// <param name="target">The target, which writes the result.</param>
    /// <param name="now">The current time.</param>
    /// <returns>UTF-8, including the line feed.</returns>
    public byte[] ToBytes(IProvisioningTarget target, DateTimeOffset now)
    {
        MemoryStream line = _line ??= new MemoryStream();
        Utf8JsonWriter writer = _writer ??= new Utf8JsonWriter(line, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        line.SetLength(0);
        writer.Reset(line); // regardless of how the previous line ended
        writer.WriteStartObject();
        writer.WriteString("state", State.ToString());
        writer.WriteString("identity", Identity.ToString());
        writer.WriteNumber("row", Row);
        writer.WriteString("at", now.UtcDateTime);
        if (Subject is { } subject)
        {
            writer.WriteString("subject", subject.ToString());
        }

        if (Result is not null)
        {
            writer.WriteStartObject(target.Kind);
            target.WriteResult(writer, Result);
            writer.WriteEndObject();
            if (MayExistTwice)
            {
                writer.WriteBoolean("mayExistTwice", value: true);
            }
        }

        if (Error is not null)
        {
            writer.WriteString("error", Error.ErrorId.ToString());
            writer.WriteString("message", Error.Reason);
            writer.WriteString("remedy", Error.Remedy);
        }

        writer.WriteEndObject();
        writer.Flush();
        line.WriteByte((byte)'\n');
        return line.ToArray();
    }

    /// <summary>Reads a line.</summary>
    /// <param name="target">The target, which reads the result.</param>
    /// <param name="bytes">UTF-8, without the line feed.</param>
    /// <returns>The entry, or null if the line is not valid.</returns>
    public static JournalEntry? Read(IProvisioningTarget target, ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(bytes);
            JsonElement root = document.RootElement;
            if (!IsNamed(root.Text("state"), out JournalState state)
                || !RowIdentity.TryParse(root.Text("identity"), out RowIdentity identity)
                || root.Member("row") is not { ValueKind: JsonValueKind.Number } number
                || !number.TryGetInt64(out long row))
            {
                return null;
            }

            object? result = null;
            if (state == JournalState.Created && (result = target.ReadResult(root.Member(target.Kind))) is null)
            {
                return null;
            }

            ProvisioningException? error = IsNamed(root.Text("error"), out ErrorId errorId)
                ? new ProvisioningException(errorId, root.Text("message") ?? "", root.Text("remedy") ?? "")
                {
                    IsUnknown = state == JournalState.Unknown,
                }
                : null;
            RowIdentity? subject = RowIdentity.TryParse(root.Text("subject"), out RowIdentity parsed) ? parsed : null;
            return new(state, identity, row, result, error, root.IsTrue("mayExistTwice"), subject);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Finds the rows on a line that cannot be read completely.</summary>
    /// <param name="bytes">The line.</param>
    /// <returns>The identities. Empty if none can be recognized.</returns>
    public static IReadOnlyList<RowIdentity> IdentitiesIn(ReadOnlySpan<byte> bytes)
    {
        List<RowIdentity> identities = [];
        while (bytes.IndexOf("\"identity\":\""u8) is >= 0 and int at)
        {
            bytes = bytes[(at + "\"identity\":\"".Length)..];
            if (bytes.Length > RowIdentity.TextLength
                && bytes[RowIdentity.TextLength] == '"'
                && RowIdentity.TryParse(Encoding.ASCII.GetString(bytes[..RowIdentity.TextLength].ToArray()), out RowIdentity identity))
            {
                identities.Add(identity);
            }
        }

        return identities;
    }

    // TryParse alone would accept a number, or several names at once.
    private static bool IsNamed<T>(string? name, out T value)
        where T : struct, Enum => Enum.TryParse(name, out value) && name is [>= 'A' and <= 'Z', ..] && string.Equals(value.ToString(), name, StringComparison.Ordinal);
}
