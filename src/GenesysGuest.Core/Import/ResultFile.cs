using System.Text;

namespace GenesysGuest.Import;

/// <summary>A CSV file that is written row by row. It is created with its first row. Each row is passed to the operating system before the next one is accepted.</summary>
/// <remarks>The byte order mark makes spreadsheet programs and Windows PowerShell read the file as UTF-8.</remarks>
/// <param name="path">The path of the file, which must not exist.</param>
/// <param name="delimiter">The delimiter.</param>
internal sealed class ResultFile(string path, char delimiter) : IDisposable
{
    private FileStream? _stream;
    private string[] _columns = [];

    /// <summary>Writes a row.</summary>
    /// <param name="row">The columns of the row. The columns of the first row become the columns of the file.</param>
    public void Add(IReadOnlyList<KeyValuePair<string, object?>> row)
    {
        if (_stream is null)
        {
            _columns = [.. row.Select(cell => cell.Key)];
            _stream = PrivateFile.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read);
            Write([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(Line(_columns))]);
        }

        Write(Encoding.UTF8.GetBytes(Line(_columns.Select(column => CellText.From(row.FirstOrDefault(cell => string.Equals(cell.Key, column, StringComparison.OrdinalIgnoreCase)).Value)))));
    }

    public void Dispose() => _stream?.Dispose();

    private void Write(byte[] bytes) => _stream!.Write(bytes, 0, bytes.Length);

    private string Line(IEnumerable<string?> cells) => string.Join(delimiter.ToString(), cells.Select(cell => $"\"{cell?.Replace("\"", "\"\"")}\"")) + Environment.NewLine;
}
