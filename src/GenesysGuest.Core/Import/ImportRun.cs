using System.Globalization;
using GenesysGuest.Import;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest;

/// <summary>An unattended import: what it reads, where its results go, and how it ended. It knows nothing of what the rows become.</summary>
/// <remarks>
/// The output folder holds a journal for each name of a file, the log, and a folder for each run. Nothing is overwritten. One run uses it at a time.
/// Not thread-safe.
/// </remarks>
public sealed class ImportRun : IDisposable
{
    private readonly ImportOptions _options;
    private readonly ImportLog _log;
    private readonly List<ImportedFile> _files = [];
    private readonly DateTimeOffset _started;
    private readonly long _start;
    private readonly string _output;
    private readonly string _logPath;
    private FileStream? _lock;
    private string? _folder;
    private GenesysException? _end;

    /// <summary>Prepares a run; nothing is opened yet.</summary>
    /// <param name="options">What it works on.</param>
    public ImportRun(ImportOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _output = Path.GetFullPath(options.OutputPath);
        _started = options.TimeProvider.GetUtcNow();
        _start = options.TimeProvider.GetTimestamp();
        _logPath = Path.Combine(_output, "import.log");
        _log = new ImportLog(_logPath, options.TimeProvider, options.Say);
    }

    /// <summary>The result of a run that cannot even be prepared.</summary>
    /// <param name="error">Why.</param>
    /// <param name="say">Told the one line of its log; null: nobody is.</param>
    /// <param name="time">The clock; null: the system's.</param>
    /// <returns>The result, without files.</returns>
    public static ImportResult Refused(GenesysException error, Action<string>? say = null, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(error);
        time ??= TimeProvider.System;
        ImportResult result = new(ImportFault.OutcomeOf(error), time.GetUtcNow(), TimeSpan.Zero, Array.AsReadOnly<ImportedFile>([]))
        {
            ErrorId = error.ErrorId,
            Message = ImportFault.Text(error),
        };
        new ImportLog("", time, say).Add(result.ToString());
        return result;
    }

    /// <summary>Whether what ended the work on a file, or came before the first, would end it on the others as well.</summary>
    public bool IsOver => _end is not null;

    private bool IsFolder => Directory.Exists(_options.Path);

    /// <summary>Finds the files.</summary>
    /// <returns>Their full paths, in the order of their names.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ImportUnusable"/>: there is no such file or folder.</exception>
    public IReadOnlyList<string> FindInputs()
    {
        string path = Path.GetFullPath(_options.Path);
        try
        {
            return IsFolder ? [.. Directory.EnumerateFiles(path).Where(IsInput).OrderBy(file => file, StringComparer.Ordinal)]
                : File.Exists(path) ? [path]
                : throw ImportFault.Unusable($"There is no file or folder '{path}'", "Give the file to import, or the folder where such files are put.");
        }
        catch (Exception exception) when (ImportFault.IsOfDisk(exception))
        {
            throw ImportFault.Unusable($"The folder '{path}' cannot be read", "Check that this account may read it.", exception);
        }

        // Whatever the case of its ending. What begins with a dot or a tilde is being written, or open in a spreadsheet.
        static bool IsInput(string file) =>
            string.Equals(Path.GetExtension(file), ".csv", StringComparison.OrdinalIgnoreCase) && Path.GetFileName(file)[0] is not ('.' or '~');
    }

    /// <summary>Takes hold of the output folder.</summary>
    /// <exception cref="GenesysException"><see cref="ErrorId.ImportRunning"/>, <see cref="ErrorId.ImportUnusable"/>.</exception>
    public void Open()
    {
        string path = Path.Combine(_output, "import.lock"); // never deleted: whoever waits for it would hold a file that is no longer there
        try
        {
            PrivateFile.MakeFolder(_output);
            PrivateFile.MakeFolder(JournalFolder);
            _lock = PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (JournalOpening.IsHeld(exception))
        {
            throw new GenesysException(
                ErrorId.ImportRunning, $"Another import uses the folder '{_output}'.", "Wait until it has ended, or give this one a folder of its own.", exception);
        }
        catch (Exception exception) when (ImportFault.IsOfDisk(exception))
        {
            throw ImportFault.Unusable($"The output folder '{_output}' cannot be used", "Check the path, the disk, and that this account may write there.", exception);
        }

        _log.Open();
    }

    /// <summary>Begins to work on a file.</summary>
    /// <param name="input">One of the inputs.</param>
    /// <returns>Where its outcomes go.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ImportUnusable"/>: there is no room for results.</exception>
    public FileImport Begin(string input) => new(input, FolderOfRun(), JournalOf(input), _options, _log);

    /// <summary>The journal of a file. A file of the same name has the same one: a row that comes again is not created again.</summary>
    /// <param name="input">One of the inputs.</param>
    /// <returns>Its path.</returns>
    public string JournalOf(string input) => Path.Combine(JournalFolder, $"{Path.GetFileName(input)}.jsonl");

    /// <summary>Takes in what became of a file. It is moved to the results of this run if it came from a folder and all of its rows are decided.</summary>
    /// <param name="file">The file.</param>
    /// <param name="end">What ended the work on it; null: nothing did.</param>
    /// <param name="countRows">Counts the rows of the file; asked only if they were not all read.</param>
    public void Complete(FileImport file, GenesysException? end, Func<long> countRows)
    {
        ArgumentNullException.ThrowIfNull(file);
        ImportedFile done = file.Complete(end, countRows, IsFolder);
        _files.Add(done);
        if (done.Message is { } why)
        {
            _log.Add($"{done.Name}: {done.ErrorId}: {why}");
        }

        if (end is not null && ImportFault.EndsRun(end))
        {
            _end = end;
        }
    }

    /// <summary>Takes in a file whose turn did not come.</summary>
    /// <param name="input">One of the inputs.</param>
    /// <param name="rows">How many rows it has.</param>
    public void Skip(string input, long rows) =>
        _files.Add(new(Path.GetFileName(input), _end is null ? ImportOutcome.TryAgain : ImportFault.OutcomeOf(_end), 0, 0, 0, 0, Waiting: rows, 0));

    /// <summary>Takes in what ended the run before its first file.</summary>
    /// <param name="error">What it was.</param>
    public void EndWith(GenesysException error) => _end = error;

    /// <summary>Says that somebody stopped the run.</summary>
    public void Stopped() => _log.Add("Stopped. What was created is in the journals: run the same again to go on.");

    /// <summary>Ends the run: writes the last line of the log, and the summary.</summary>
    /// <returns>How it went.</returns>
    public ImportResult Complete()
    {
        ImportOutcome outcome = _files.Count == 0 && _end is null ? ImportOutcome.NoInput : ImportFigures.Sum(_files).Outcome;
        ImportResult result = new(
            _end is null ? outcome : ImportFigures.Worse(outcome, ImportFault.OutcomeOf(_end)), _started, _options.TimeProvider.GetElapsedTime(_start), Array.AsReadOnly(_files.ToArray()))
        {
            RunPath = _folder,
            LogPath = _lock is null ? null : _logPath,
            ErrorId = _end?.ErrorId,
            Message = _end is null ? null : ImportFault.Text(_end),
        };
        if (_folder is not null)
        {
            WriteSummary(Path.Combine(_folder, "summary.json"), result);
        }

        _log.Add(result.ToString());
        return result;
    }

    /// <summary>How far it has come.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{_files.Count} files: {ImportFigures.Text(ImportFigures.Sum(_files))}");

    /// <summary>Lets go of the output folder.</summary>
    public void Dispose() => _lock?.Dispose();

    private string JournalFolder => Path.Combine(_output, "journals");

    // Made when there is something to put into it.
    private string FolderOfRun()
    {
        if (_folder is not null)
        {
            return _folder;
        }

        string folder = FreePath.Of(Path.Combine(_output, "runs", _started.ToString("yyyy-MM-dd'T'HH-mm-ss'Z'", CultureInfo.InvariantCulture)));
        try
        {
            PrivateFile.MakeFolder(folder);
        }
        catch (Exception exception) when (ImportFault.IsOfDisk(exception))
        {
            throw ImportFault.Unusable($"The folder '{folder}' cannot be made", "Make room on the disk, and check that this account may write there.", exception);
        }

        return _folder = folder;
    }

    private void WriteSummary(string path, ImportResult result)
    {
        try
        {
            using StreamWriter writer = new(PrivateFile.Open(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read));
            writer.WriteLine(result.ToJson());
        }
        catch (Exception exception) when (ImportFault.IsOfDisk(exception))
        {
            _log.Add($"The summary '{path}' cannot be written: {exception.Message}");
        }
    }
}
