using System.Text;

namespace GenesysGuest.Import;

/// <summary>A CSV file that is written row by row. It is made with its first row; each row is with the system before the next is taken.</summary>
/// <remarks>With a byte order mark, so that spreadsheets and Windows PowerShell read it as UTF-8, too.</remarks>
/// <param name="path">The file, which must not be there.</param>
/// <param name="delimiter">What separates the columns.</param>
internal sealed class ResultFile(string path, char delimiter) : IDisposable
{
    private FileStream? _stream;
    private string[] _columns = [];

    /// <summary>Writes a row.</summary>
    /// <param name="row">Its columns: those of the first row are the file's.</param>
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
