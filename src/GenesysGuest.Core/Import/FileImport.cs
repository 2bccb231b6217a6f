using GenesysGuest.Import;
using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>One file of an unattended import while it is being processed. Its results are written immediately. Not thread-safe.</summary>
public sealed class FileImport
{
    private readonly ImportOptions _options;
    private readonly ImportLog _log;
    private readonly string _folder;
    private readonly string _name;
    private readonly FileInfo _asRead;
    private readonly KeptColumns _kept;
    private readonly ResultFile _results;
    private readonly ResultFile _failedRows;
    private readonly ResultFile _unknownRows;
    private long _done;
    private long _failed;
    private long _unknown;
    private long _waiting;
    private ProvisioningException? _holdsBack;

    internal FileImport(string input, string folder, string journalPath, ImportOptions options, ImportLog log)
    {
        Input = input;
        JournalPath = journalPath;
        _folder = folder;
        _name = Path.GetFileName(input);
        _options = options;
        _log = log;
        _kept = new KeptColumns(new RowReadingOptions { KeepColumn = options.KeepColumn, Pattern = options.Pattern });
        _asRead = new FileInfo(input);
        _asRead.Refresh();
        _results = ResultsIn(options.Results);
        _failedRows = ResultsIn("failed");
        _unknownRows = ResultsIn("unknown");
    }

    /// <summary>The path of the file.</summary>
    public string Input { get; }

    /// <summary>The path of its journal.</summary>
    public string JournalPath { get; }

    /// <summary>The figures of the engine, or null if the engine was not started.</summary>
    public ProvisioningSummary? Summary { get; set; }

    /// <summary>Writes a result.</summary>
    /// <param name="result">The properties of the result, including the kept columns.</param>
    /// <exception cref="GenesysException"><see cref="ErrorId.ImportUnusable"/>: the result cannot be written. It is in the journal.</exception>
    public void AddResult(IReadOnlyList<KeyValuePair<string, object?>> result)
    {
        ArgumentNullException.ThrowIfNull(result);
        Write(_results, result);
        _done++;
    }

    /// <summary>Writes a failed row that you must correct or look up. The next run processes the other failed rows.</summary>
    /// <param name="error">The error.</param>
    /// <param name="remedy">The remedy, in the words of the caller's user interface.</param>
    /// <param name="row">The columns of the row.</param>
    /// <exception cref="GenesysException"><see cref="ErrorId.ImportUnusable"/>: the row cannot be written.</exception>
    public void AddError(ProvisioningException error, string remedy, IEnumerable<KeyValuePair<string, object?>> row)
    {
        ArgumentNullException.ThrowIfNull(error);
        if (ImportFault.OutcomeOf(error) != ImportOutcome.RowsFailed)
        {
            _waiting++;
            _holdsBack ??= error;
            return;
        }

        List<KeyValuePair<string, object?>> own = [.. row.Where(cell => !ColumnName.IsAdded(cell.Key))];
        string kept = string.Join(", ", _kept.Of(own).Select(cell => $"{cell.Key}: {CellText.From(cell.Value)}"));
        _log.Add($"{_name}, row {error.RowNumber}: {error.ErrorId}: {error.Reason}{(kept.Length == 0 ? "" : $" [{kept}]")}");
        Write(error.IsUnknown ? _unknownRows : _failedRows,
        [
            .. own,
            new($"{ColumnName.Added}{nameof(error.ErrorId)}", error.ErrorId.ToString()),
            new($"{ColumnName.Added}{nameof(error.Message)}", error.Message),
            new($"{ColumnName.Added}{nameof(error.Remedy)}", remedy),
        ]);
        _ = error.IsUnknown ? _unknown++ : _failed++;
    }

    /// <summary>Creates the error for a file that cannot be read as rows.</summary>
    /// <param name="fault">The exception.</param>
    /// <param name="errorId">The error id for invalid rows, which does not end the run.</param>
    /// <returns>The error.</returns>
    public static GenesysException Unreadable(Exception fault, ErrorId errorId = ErrorId.InvalidGuest)
    {
        ArgumentNullException.ThrowIfNull(fault);
        return new(errorId, $"The file cannot be read: {Printable.Text(fault.Message)}", "Correct the file, or specify its delimiter and encoding.", fault);
    }

    /// <summary>Logs a warning from the engine.</summary>
    /// <param name="warning">The warning.</param>
    public void AddWarning(string warning) => _log.Add($"{_name}: {warning}");

    /// <summary>Returns the progress.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => FormattableString.Invariant($"{Printable.Text(_name)}: {_done} results, {_failed} failed, {_unknown} unknown, {_waiting} waiting");

    internal ImportedFile Complete(GenesysException? end, Func<long> countRows, bool mayMove)
    {
        Close();
        long fromJournal = Math.Min(_done, Summary?.FromJournal ?? 0);
        long updated = Math.Min(_done - fromJournal, (Summary?.Updated + Summary?.Unchanged) ?? 0);
        long empty = Summary?.PassedOver ?? 0;
        long read = _done + _failed + _unknown + _waiting + empty;
        long waiting = _waiting + (end is null ? 0 : Math.Max(0, countRows() - read)); // the file may have grown
        GenesysException? error = end ?? _holdsBack;
        ImportOutcome outcome = _failed + _unknown > 0 ? ImportOutcome.RowsFailed : ImportOutcome.Completed;
        if (error is not null)
        {
            outcome = ImportFigures.Worse(outcome, ImportFault.OutcomeOf(error));
        }

        ImportedFile done = new(_name, outcome, _done - fromJournal - updated, fromJournal, _failed, _unknown, waiting, empty)
        {
            Updated = updated,
            ErrorId = error?.ErrorId,
            Message = error is null ? null : ImportFault.Text(error),
        };
        return error is null ? Finish(done, mayMove) : done;
    }

    internal void Close()
    {
        _results.Dispose();
        _failedRows.Dispose();
        _unknownRows.Dispose();
    }

    // All rows of the file have been processed.
    private ImportedFile Finish(ImportedFile done, bool mayMove)
    {
        FileInfo now = new(Input);
        if (!now.Exists || now.Length != _asRead.Length || now.LastWriteTimeUtc != _asRead.LastWriteTimeUtc)
        {
            string changed = $"'{Input}' was changed while it was being read, so it was not moved. The next run imports the rows that were added.";
            return mayMove ? done with { Outcome = ImportFigures.Worse(done.Outcome, ImportOutcome.TryAgain), ErrorId = ErrorId.ImportUnusable, Message = changed } : done;
        }

        try
        {
            if (!_options.KeepsJournals && File.Exists(JournalPath))
            {
                MoveToResults(JournalPath); // moved first: if moving the input file fails, its rows are only sent again
            }

            return mayMove ? done with { MovedTo = MoveToResults(Input) } : done;
        }
        catch (Exception exception) when (ImportFault.IsOfDisk(exception))
        {
            GenesysException error = ImportFault.Unusable($"'{Input}' cannot be moved to '{_folder}'", "Check that this account has permission to delete the file. All of its rows have been processed.", exception);
            return done with { Outcome = ImportOutcome.Misconfigured, ErrorId = error.ErrorId, Message = ImportFault.Text(error) };
        }
    }

    private string MoveToResults(string file)
    {
        string place = FreePath.Of(Path.Combine(_folder, Path.GetFileName(file))); // the results of another input may contain a file with this name
        File.Move(file, place);
        return place;
    }

    // Two input files may differ only in the case of their extensions.
    private ResultFile ResultsIn(string kind) => new(FreePath.Of(Path.Combine(_folder, $"{Path.GetFileNameWithoutExtension(_name)}-{kind}.csv")), _options.Delimiter);

    private static void Write(ResultFile file, IReadOnlyList<KeyValuePair<string, object?>> row)
    {
        try
        {
            file.Add(row);
        }
        catch (Exception exception) when (ImportFault.IsOfDisk(exception))
        {
            throw ImportFault.Unusable("The results cannot be written", "Free up disk space, and then run the import again. The rows that were created are in the journal.", exception);
        }
    }
}
