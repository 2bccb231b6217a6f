using System.Text;
using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Provisioning.Journal;

/// <summary>The first line of a journal: the file type, the version, the kind of items, and the owner.</summary>
/// <param name="path">The path of the file, for messages.</param>
/// <param name="kind">The kind of items in this journal.</param>
/// <param name="owner">The owner of the rows.</param>
internal sealed class JournalHeader(string path, string kind, JournalOwner owner)
{
    private const string FileType = "GenesysGuest";
    private const int Version = 2;
    private const string ClientId = "clientId";
    private const string OrganizationId = "organizationId";
    private const string IdentityColumn = "identityColumn";
    private const string Start = $"{{\"journal\":\"{FileType}\",";

    private readonly string _member = $"{kind}s";

    /// <summary>Checks that a file begins like a journal, before more of it is read.</summary>
    /// <param name="stream">The file, positioned at its beginning. The position does not change.</param>
    /// <remarks>The first bytes identify a journal, so a large file without line breaks is not read. An incomplete or missing first line is accepted, because a crash may have torn it.</remarks>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>.</exception>
    public void CheckStart(FileStream stream)
    {
        if (!stream.CanSeek)
        {
            throw NotAJournal(); // reading from a pipe might never end
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
    /// <param name="line">UTF-8, without the line feed.</param>
    /// <exception cref="GenesysException"><see cref="ErrorId.JournalUnusable"/>: the line is from another kind of file, another version, or another owner.</exception>
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
            throw Unusable($"belongs to another environment ({Printable.Text(written.Address.OriginalString)})", "Use a separate journal for each environment.");
        }

        CheckSame("organization", written.OrganizationId, owner.OrganizationId);
        CheckSame("OAuth client", written.ClientId, owner.ClientId);
        if (!string.Equals(written.IdentityColumn, owner.IdentityColumn, StringComparison.OrdinalIgnoreCase))
        {
            throw Unusable(
                $"identifies rows by {Recognized(written)}, but this run identifies them by {Recognized(owner)}",
                "Identify rows in the same way as the run that created the journal, or use a new journal. Rows that are not recognized are created again.");
        }
    }

    /// <summary>Whether a line without a line feed is otherwise complete.</summary>
    /// <param name="line">UTF-8.</param>
    /// <returns>False if the line was torn.</returns>
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
    /// <returns>UTF-8, including the line feed.</returns>
    public byte[] ToBytes()
    {
        using MemoryStream buffer = new();
        using (Utf8JsonWriter writer = new(buffer))
        {
            writer.WriteStartObject();
            writer.WriteString("journal", FileType);
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
        if (!string.Equals(root.Text("journal"), FileType, StringComparison.Ordinal) || root.Number("version") is not { } number)
        {
            throw NotAJournal();
        }

        if (number != Version)
        {
            throw Unusable(FormattableString.Invariant($"was written by another version of this module (format {number})"), "Use the version that wrote it, or use a new journal.");
        }

        return Uri.TryCreate(root.Text(_member), UriKind.Absolute, out Uri? address)
            ? new JournalOwner(address, TextOrNull(ClientId), TextOrNull(OrganizationId), TextOrNull(IdentityColumn))
            : throw new GenesysException(ErrorId.JournalUnusable, $"The file '{path}' is not a journal for {_member}.", $"Use a separate journal for {_member}. The file was not changed.");

        // Throws if the value is neither a string nor null, because it would otherwise count as an unknown owner.
        string? TextOrNull(string name) => root.Member(name) is { ValueKind: not JsonValueKind.Undefined } value ? value.GetString() : null;
    }

    // An unknown value is not a difference.
    private void CheckSame(string what, string? written, string? actual)
    {
        if (written is not null && actual is not null && !string.Equals(written, actual, StringComparison.Ordinal))
        {
            throw Unusable(
                $"belongs to another {what} ({Printable.Text(written)}). The {what} of this connection is {Printable.Text(actual)}",
                $"Connect in the same way as the run that created the journal, or use a separate journal for each {what}. Otherwise, {_member} of the other {what} would be returned as {_member} of this one.");
        }
    }

    private static string Recognized(JournalOwner by) => by.IdentityColumn is { } column ? $"their column '{Printable.Text(column)}'" : "their content";

    private GenesysException NotAJournal() => new(ErrorId.JournalUnusable, $"The file '{path}' is not a journal.", "Specify the path of a file that does not exist yet, or the path of a journal from an earlier run. The file was not changed.");

    private GenesysException Unusable(string fault, string remedy) => JournalFile.Unusable(path, fault, remedy, inner: null);
}
