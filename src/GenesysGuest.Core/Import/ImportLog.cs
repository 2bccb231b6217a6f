using System.Globalization;
using System.Text;

namespace GenesysGuest.Import;

/// <summary>The log of an output folder: plain text, one line an event, each with its time in UTC. Every run adds to it.</summary>
/// <param name="path">The file.</param>
/// <param name="time">The clock.</param>
/// <param name="say">Told each line; null: nobody is.</param>
internal sealed class ImportLog(string path, TimeProvider time, Action<string>? say)
{
    private bool _isOpen;

    /// <summary>Adds lines from now on. Before that, they are only told: the folder may be another run's.</summary>
    public void Open() => _isOpen = true;

    /// <summary>Adds a line. A log that cannot be written ends nothing: the line is told all the same.</summary>
    /// <param name="text">What happened.</param>
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
                say?.Invoke($"The log '{path}' cannot be written: {exception.Message}");
            }
        }

        say?.Invoke(line);
    }
}
