using System.Globalization;
using System.Text;

namespace GenesysGuest.Import;

/// <summary>The log of an output folder: plain text, one line for each event, with its time in UTC. Every run appends to it.</summary>
/// <param name="path">The path of the file.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Receives each line, or null.</param>
internal sealed class ImportLog(string path, TimeProvider time, Action<string>? say)
{
    private bool _isOpen;

    /// <summary>Starts writing to the file. Until then, lines are only passed on, because another run may be using the folder.</summary>
    public void Open() => _isOpen = true;

    /// <summary>Adds a line. If the log cannot be written, the import continues, and the line is still passed on.</summary>
    /// <param name="text">The event.</param>
    public void Add(string text)
    {
        string line = $"{time.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)} {Printable.Lines(text).Replace('\n', ' ')}";
        if (_isOpen)
        {
            try
            {
                using FileStream stream = PrivateFile.Open(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
                byte[] bytes = Encoding.UTF8.GetBytes(line + Environment.NewLine);
                stream.Write(bytes, 0, bytes.Length);
            }
            catch (Exception exception) when (ImportFault.IsOfDisk(exception))
            {
                _isOpen = false;
                say?.Invoke($"The log '{path}' cannot be written: {Printable.Text(exception.Message)}");
            }
        }

        say?.Invoke(line);
    }
}
