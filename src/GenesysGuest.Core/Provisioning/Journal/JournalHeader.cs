using System.Text;
using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Provisioning.Journal;

/// <summary>The first line of a journal: that it is one, of which version, what its rows became, and whose they are.</summary>
/// <param name="path">The file, for what is said about it.</param>
/// <param name="kind">What the rows of this journal become.</param>
/// <param name="owner">Whose they are.</param>
internal sealed class JournalHeader(string path, string kind, JournalOwner owner)
{
    private const string Kind = "GenesysGuest";
    private const int Version = 2;
    private const string ClientId = "clientId";
    private const string OrganizationId = "organizationId";
    private const string IdentityColumn = "identityColumn";
    private const string Start = $"{{\"journal\":\"{Kind}\",";

    private readonly string _member = $"{kind}s";

    /// <summary>Checks that a file begins like a journal, before any more of it is read.</summary>
    /// <param name="stream">The file, at its beginning; it is left there.</param>
    /// <remarks>Known by its first bytes, however large it is and whether it has lines or not. A part of them, or nothing, is a first line that was torn.</remarks>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public void CheckStart(FileStream stream)
    {
        if (!stream.CanSeek)
        {
            throw NotAJournal(); // a pipe would never come to its end
        }

        byte[] expected = Encoding.ASCII.GetBytes(Start);
        byte[] start = new byte[expected.Length];
        int length = 0;
        while (stream.Read(start, length, start.Length - length) is > 0 and int read)
        {
            length += read;
        }

        stream.Position = 0;
        if (!start.AsSpan(0, length).SequenceEqual(expected.AsSpan(0, length)))
        {
            throw NotAJournal();
        }
    }

    /// <summary>Checks the line.</summary>
    /// <param name="line">UTF-8, without its line feed.</param>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>: it is another file's, another version's or another owner's.</exception>
    public void Check(ReadOnlyMemory<byte> line)
    {
        JournalOwner written;
        try
        {
            written = Read(line);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw NotAJournal();
        }

        if (!string.Equals(written.Address.AbsoluteUri, owner.Address.AbsoluteUri, StringComparison.Ordinal))
        {
            throw Unusable($"belongs to another environment ({Printable.Text(written.Address.OriginalString)})", "Give each environment a journal of its own.");
        }

        CheckSame("organization", written.OrganizationId, owner.OrganizationId);
        CheckSame("OAuth client", written.ClientId, owner.ClientId);
        if (!string.Equals(written.IdentityColumn, owner.IdentityColumn, StringComparison.OrdinalIgnoreCase))
        {
            throw Unusable(
                $"recognizes rows by {Recognized(written)}, and this run by {Recognized(owner)}",
                "Have rows recognized as the run did that began it, or use a new journal: rows that are not recognized are made again.");
        }
    }

    /// <summary>Whether a line without a line feed lacks nothing else.</summary>
    /// <param name="line">UTF-8.</param>
    /// <returns>False: the line was torn.</returns>
    public static bool IsComplete(ReadOnlyMemory<byte> line)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>Writes the line.</summary>
    /// <returns>UTF-8, with its line feed.</returns>
    public byte[] ToBytes()
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("journal", Kind);
            writer.WriteNumber("version", Version);
            writer.WriteString(_member, owner.Address.AbsoluteUri);
            writer.WriteString(ClientId, owner.ClientId);
            writer.WriteString(OrganizationId, owner.OrganizationId);
            writer.WriteString(IdentityColumn, owner.IdentityColumn);
            writer.WriteEndObject();
        }

        buffer.WriteByte((byte)'\n');
        return buffer.ToArray();
    }

    private JournalOwner Read(ReadOnlyMemory<byte> line)
    {
        using JsonDocument document = JsonDocument.Parse(line);
        JsonElement root = document.RootElement;
        if (!string.Equals(root.Text("journal"), Kind, StringComparison.Ordinal) || root.Number("version") is not { } number)
        {
            throw NotAJournal();
        }

        if (number != Version)
        {
            throw Unusable(FormattableString.Invariant($"was written by another version of this module (format {number})"), "Use the version that wrote it, or a new journal.");
        }

        return Uri.TryCreate(root.Text(_member), UriKind.Absolute, out Uri? address)
            ? new JournalOwner(address, TextOrNull(ClientId), TextOrNull(OrganizationId), TextOrNull(IdentityColumn))
            : throw Unusable($"is something else: it was not made for {_member}", $"Give {_member} a journal of their own. The file was not changed.");

        // Anything else than a text would pass for an owner that nobody knows.
        string? TextOrNull(string name) => root.Member(name) is { ValueKind: not JsonValueKind.Undefined } value ? value.GetString() : null;
    }

    // What either side does not know is no difference.
    private void CheckSame(string what, string? written, string? actual)
    {
        if (written is not null && actual is not null && !string.Equals(written, actual, StringComparison.Ordinal))
        {
            throw Unusable(
                $"belongs to another {what} ({Printable.Text(written)}; this connection's is {Printable.Text(actual)})",
                $"Connect as the run did that began it, or give each {what} a journal of its own: guests of the other would be handed out as this one's.");
        }
    }

    private static string Recognized(JournalOwner by) => by.IdentityColumn is { } column ? $"their column '{Printable.Text(column)}'" : "their content";

    private GenesysException NotAJournal() => Unusable("is something else", "Give the path of a file that does not exist yet, or of an earlier run's journal. The file was not changed.");

    private GenesysException Unusable(string fault, string remedy) => JournalFile.Unusable(path, fault, remedy, inner: null);
}
