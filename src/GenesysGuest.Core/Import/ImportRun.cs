using System.Globalization;
using GenesysGuest.Import;
using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest;

/// <summary>An unattended import: its input, its output, and its outcome. It does not depend on the kind of items.</summary>
/// <remarks>
/// The output folder contains a journal for each file name, the log, and a folder for each run. Nothing is overwritten. Only one run uses the folder at a time.
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
    private FileImport? _current;
    private string? _folder;
    private GenesysException? _end;

    /// <summary>Prepares a run. No file is opened yet.</summary>
    /// <param name="options">The options.</param>
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

    /// <summary>Creates the result of a run that cannot start.</summary>
    /// <param name="error">The error.</param>
    /// <param name="say">Receives the only line of the log, or null.</param>
    /// <param name="time">The clock, or null for the system clock.</param>
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

    /// <summary>Whether the error that ended the work on a file, or that occurred before the first file, also ends the run.</summary>
    public bool IsOver => _end is not null;

    private bool IsFolder => Directory.Exists(_options.Path);

    /// <summary>Finds the input files.</summary>
    /// <returns>The full paths, sorted by file name.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ImportUnusable"/>: the file or folder was not found.</exception>
    public IReadOnlyList<string> FindInputs()
    {
        string path = Path.GetFullPath(_options.Path);
        try
        {
            return IsFolder ? [.. Directory.EnumerateFiles(path).Where(IsInput).OrderBy(file => file, StringComparer.Ordinal)]
                : File.Exists(path) ? [path]
                : throw ImportFault.Unusable($"The file or folder '{path}' was not found", "Specify the file to import, or the folder that contains the files to import.");
        }
        catch (Exception exception) when (ImportFault.IsOfDisk(exception))
        {
            throw ImportFault.Unusable($"The folder '{path}' cannot be read", "Check that this account has permission to read it.", exception);
        }

        // The extension is not case-sensitive. A file whose name begins with a dot or a tilde is being written, or is open in a spreadsheet program.
        static bool IsInput(string file) =>
            string.Equals(Path.GetExtension(file), ".csv", StringComparison.OrdinalIgnoreCase) && Path.GetFileName(file)[0] is not ('.' or '~');
    }

    /// <summary>Locks the output folder.</summary>
    /// <exception cref="GenesysException"><see cref="ErrorId.ImportRunning"/>, <see cref="ErrorId.ImportUnusable"/>.</exception>
    public void Open()
    {
        string path = Path.Combine(_output, "import.lock"); // never deleted, because a second run may have opened it and would then lock a deleted file
        try
        {
            PrivateFile.MakeFolder(_output);
            PrivateFile.MakeFolder(JournalFolder);
            _lock = PrivateFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException exception) when (JournalOpening.IsHeld(exception))
        {
            throw new GenesysException(
                ErrorId.ImportRunning, $"Another import is using the folder '{_output}'.", "Wait until it ends, or use a separate folder for this import.", exception);
        }
        catch (Exception exception) when (ImportFault.IsOfDisk(exception))
        {
            throw ImportFault.Unusable($"The output folder '{_output}' cannot be used", "Check the path and the disk, and check that this account has permission to write to the folder.", exception);
        }

        _log.Open();
    }

    /// <summary>Starts processing a file.</summary>
    /// <param name="input">One of the input files.</param>
    /// <returns>The receiver of its outcomes.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ImportUnusable"/>: the results cannot be written.</exception>
    public FileImport Begin(string input) => _current = new(input, FolderOfRun(), JournalOf(input), _options, _log);

    /// <summary>Returns the journal of a file. A file with the same name has the same journal, so that a repeated row is not created again.</summary>
    /// <param name="input">One of the input files.</param>
    /// <returns>The path of the journal.</returns>
    public string JournalOf(string input) => Path.Combine(JournalFolder, $"{Path.GetFileName(input)}.jsonl");

    /// <summary>Completes a file. It is moved to the results of this run if it came from a folder and all of its rows are processed.</summary>
    /// <param name="file">The file.</param>
    /// <param name="end">The error that ended the work on the file, or null if there is none.</param>
    /// <param name="countRows">Counts the rows of the file. It is called only if not all rows were read.</param>
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

    /// <summary>Records a file that was not processed.</summary>
    /// <param name="input">One of the input files.</param>
    /// <param name="rows">The number of its rows.</param>
    public void Skip(string input, long rows) =>
        _files.Add(new(Path.GetFileName(input), _end is null ? ImportOutcome.TryAgain : ImportFault.OutcomeOf(_end), 0, 0, 0, 0, Waiting: rows, 0));

    /// <summary>Records an error that ended the run before its first file.</summary>
    /// <param name="error">The error.</param>
    public void EndWith(GenesysException error) => _end = error;

    /// <summary>Records that a user stopped the run.</summary>
    public void Stopped() => _log.Add("Stopped. The rows that were created are in the journals. Run the same import again to continue.");

    /// <summary>Completes the run: writes the last line of the log, and the summary.</summary>
    /// <returns>The result.</returns>
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

    /// <summary>Returns the progress.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{_files.Count} files: {ImportFigures.Text(ImportFigures.Sum(_files))}");

    /// <summary>Closes the result files of a file that was not completed, and unlocks the output folder.</summary>
    public void Dispose()
    {
        _current?.Close();
        _lock?.Dispose();
    }

    private string JournalFolder => Path.Combine(_output, "journals");

    // A run without files leaves no folder.
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
            throw ImportFault.Unusable($"The folder '{folder}' cannot be created", "Free up disk space, and check that this account has permission to write there.", exception);
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
