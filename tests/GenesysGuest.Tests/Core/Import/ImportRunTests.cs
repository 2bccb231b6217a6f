using System.Runtime.Versioning;
using GenesysGuest.Import;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>Files in, results out; nothing lost, and nothing written over.</summary>
public sealed class ImportRunTests : IDisposable
{
    private static readonly KeyValuePair<string, object?>[] Row = [new("Name", "Ada"), new("Email", "ada@example.com"), new("CrmId", "C17")];

    private readonly TempFolder _folder = new();
    private readonly ManualClock _clock = new(new DateTimeOffset(2026, 11, 28, 3, 15, 2, TimeSpan.Zero));
    private readonly List<string> _said = [];

    private string Output => _folder.File("output");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Inputs_are_the_CSV_files_of_the_folder_by_name_whatever_the_case_of_their_endings()
    {
        Drop("b.csv", "a.CSV", "~$a.csv", ".hidden.csv", "notes.txt", "c.csvx");

        Assert.Equal(["a.CSV", "b.csv"], New().FindInputs().Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_is_named_is_the_input_whatever_its_ending()
    {
        string file = Drop("people.txt");

        Assert.Equal([file], New(file).FindInputs());
    }

    [Fact]
    public void What_is_not_there_is_said_with_what_to_do()
    {
        GenesysException error = Assert.Throws<GenesysException>(() => New(_folder.File("nothing")).FindInputs());

        Assert.Equal(ErrorId.ImportUnusable, error.ErrorId);
        Assert.Contains("nothing", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Two_runs_do_not_use_one_folder_at_once()
    {
        using ImportRun first = Opened();

        Assert.Equal(ErrorId.ImportRunning, Assert.Throws<GenesysException>(Opened).ErrorId);

        first.Dispose();
        using ImportRun next = Opened();
        Assert.Equal(ImportOutcome.NoInput, next.Complete().Outcome);
    }

    [Fact]
    public void A_run_that_was_refused_writes_nothing_into_the_log_of_the_other()
    {
        using ImportRun first = Opened();
        using ImportRun second = New();
        second.EndWith(Assert.Throws<GenesysException>(second.Open));

        Assert.Equal(ImportOutcome.TryAgain, second.Complete().Outcome);
        Assert.False(File.Exists(Path.Combine(Output, "import.log")));
        Assert.Contains(_said, line => line.Contains("Another import is using the folder", StringComparison.Ordinal));
    }

    [Fact]
    public void An_output_folder_that_is_a_file_is_said()
    {
        File.WriteAllText(Output, "");

        Assert.Equal(ErrorId.ImportUnusable, Assert.Throws<GenesysException>(Opened).ErrorId);
    }

    [Fact]
    public void A_file_whose_rows_are_all_decided_lies_with_its_results()
    {
        string input = Drop("people.csv");
        using ImportRun run = Opened();
        FileImport file = run.Begin(input);
        file.AddResult([new("Id", "g-1"), new("Token", "t\"1"), new("Created", new DateTimeOffset(2026, 11, 28, 3, 15, 0, TimeSpan.Zero)), new("CrmId", "a,b\nc")]);
        file.AddError(Error(ErrorId.InvalidGuest), "Correct it.", Row);
        file.AddError(Error(ErrorId.GuestOutcomeUnknown), "Look it up.", Row);
        run.Complete(file, end: null, () => 3);
        ImportResult result = run.Complete();

        Assert.Equal(ImportOutcome.RowsFailed, result.Outcome);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(Path.Combine(Output, "runs", "2026-11-28T03-15-02Z"), result.RunPath);
        Assert.Equal(["people-failed.csv", "people-tokens.csv", "people-unknown.csv", "people.csv", "summary.json"], Directory.EnumerateFiles(result.RunPath!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.False(File.Exists(input));
        Assert.Equal(Path.Combine(result.RunPath!, "people.csv"), result.Files[0].MovedTo);
        Assert.Equal(
            $"\uFEFF\"Id\",\"Token\",\"Created\",\"CrmId\"{Environment.NewLine}\"g-1\",\"t\"\"1\",\"2026-11-28T03:15:00+00:00\",\"a,b\nc\"{Environment.NewLine}",
            Raw(result, "people-tokens.csv"));
        Assert.Equal(3, result.Files[0].Rows);
    }

    [Fact]
    public void A_run_that_was_stopped_leaves_its_results_closed_and_whole()
    {
        string input = Drop("people.csv");
        using ImportRun run = Opened();
        run.Begin(input).AddResult([new("Id", "g-1")]);

        run.Dispose();

        using FileStream results = new(Assert.Single(Directory.GetFiles(Output, "people-tokens.csv", SearchOption.AllDirectories)), FileMode.Open, FileAccess.Read, FileShare.None);
        using StreamReader reader = new(results);
        Assert.Equal($"\"Id\"{Environment.NewLine}\"g-1\"{Environment.NewLine}", reader.ReadToEnd());
    }

    [Fact]
    public void A_row_that_failed_can_be_dropped_in_again_as_it_is()
    {
        using ImportRun run = Opened();
        FileImport file = run.Begin(Drop("people.csv"));
        file.AddError(Error(ErrorId.GuestRejected), "Correct it.", [.. Row, new("GenesysGuest.ErrorId", "InvalidGuest"), new("genesysguest.message", "Old.")]);
        run.Complete(file, end: null, () => 1);

        string[] lines = Raw(run.Complete(), "people-failed.csv").TrimStart('\uFEFF').Split(Environment.NewLine);
        Assert.Equal("\"Name\",\"Email\",\"CrmId\",\"GenesysGuest.ErrorId\",\"GenesysGuest.Message\",\"GenesysGuest.Remedy\"", lines[0]);
        Assert.Equal("\"Ada\",\"ada@example.com\",\"C17\",\"GuestRejected\",\"Row 18: No.\",\"Correct it.\"", lines[1]);
    }

    [Theory]
    [InlineData(ErrorId.RateLimited, ImportOutcome.TryAgain)]
    [InlineData(ErrorId.ServiceUnavailable, ImportOutcome.TryAgain)]
    [InlineData(ErrorId.GuestForbidden, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.GuestUnauthorized, ImportOutcome.SignInFailed)]
    public void A_file_with_a_row_that_waits_stays_and_the_row_is_in_no_file_of_failed_rows(ErrorId errorId, ImportOutcome outcome)
    {
        string input = Drop("people.csv");
        using ImportRun run = Opened();
        FileImport file = run.Begin(input);
        file.AddError(Error(errorId), "", Row);
        run.Complete(file, end: null, () => 1);
        ImportResult result = run.Complete();

        Assert.Equal(outcome, result.Outcome);
        Assert.True(File.Exists(input));
        Assert.Equal(1, result.Files[0].Waiting);
        Assert.Equal(["summary.json"], Directory.EnumerateFiles(result.RunPath!).Select(Path.GetFileName));
        Assert.Contains("No. Do this.", _said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_that_all_rows_share_is_not_the_rows()
    {
        string input = Drop("people.csv");
        using ImportRun run = Opened();
        FileImport file = run.Begin(input);
        file.AddError(new ProvisioningException(ErrorId.GuestRejected, "Not found.", "Check the address.") { RowNumber = 1, IsSameForAll = true }, "", Row);
        run.Complete(file, end: null, () => 1);

        Assert.Equal(ImportOutcome.Misconfigured, run.Complete().Outcome);
        Assert.True(File.Exists(input));
    }

    [Fact]
    public void Rows_that_were_not_read_wait_and_so_do_the_files_whose_turn_did_not_come()
    {
        string first = Drop("a.csv");
        string second = Drop("b.csv");
        using ImportRun run = Opened();
        FileImport file = run.Begin(first);
        file.AddResult([new("Id", "g-1")]);
        file.AddError(Error(ErrorId.NotAttempted), "", Row);
        run.Complete(file, new GenesysException(ErrorId.ServiceUnavailable, "It is down.", "Wait."), () => 640);
        Assert.True(run.IsOver);
        run.Skip(second, 12);
        ImportResult result = run.Complete();

        Assert.Equal((1, 639), (result.Files[0].Created, result.Files[0].Waiting));
        Assert.Equal(12, result.Files[1].Waiting);
        Assert.Equal(ImportOutcome.TryAgain, result.Outcome);
        Assert.Equal("2026-11-28T03:15:02Z TryAgain: 1 created, 0 failed, 651 waiting in 0.0 s (a.csv, b.csv). It is down. Wait.", _said[^1]);
        Assert.True(File.Exists(first) && File.Exists(second));
    }

    [Fact]
    public void The_worst_of_several_files_counts_and_a_file_that_is_wrong_leaves_the_others_alone()
    {
        using ImportRun run = Opened();
        FileImport wrong = run.Begin(Drop("a.csv"));
        run.Complete(wrong, FileImport.Unreadable(new InvalidDataException("Twice a column.")), () => 0);
        Assert.False(run.IsOver);
        run.Complete(run.Begin(Drop("b.csv")), end: null, () => 0);
        ImportResult result = run.Complete();

        Assert.Equal([ImportOutcome.RowsFailed, ImportOutcome.Completed], result.Files.Select(file => file.Outcome));
        Assert.Equal(ImportOutcome.RowsFailed, result.Outcome);
        Assert.Contains(_said, line => line.EndsWith("a.csv: InvalidGuest: The file cannot be read: Twice a column. Correct the file, or specify its delimiter and encoding.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_file_that_grows_while_it_is_read_stays_for_the_rest()
    {
        string input = Drop("people.csv");
        using ImportRun run = Opened();
        FileImport file = run.Begin(input);
        File.AppendAllText(input, "Grace,grace@example.com\n");
        run.Complete(file, end: null, () => 1);

        Assert.Equal(ImportOutcome.TryAgain, run.Complete().Outcome);
        Assert.True(File.Exists(input));
    }

    [Fact]
    public void A_file_that_is_named_stays()
    {
        string input = Drop("people.csv");
        using ImportRun run = New(input);
        run.Open();
        run.Complete(run.Begin(input), end: null, () => 0);

        Assert.Null(run.Complete().Files[0].MovedTo);
        Assert.True(File.Exists(input));
    }

    [Fact]
    public void Runs_of_one_second_and_names_that_differ_in_case_write_nothing_over()
    {
        HashSet<string> folders = [];
        for (int i = 0; i < 3; i++)
        {
            using ImportRun run = Opened();
            foreach (string input in new[] { Drop("people.csv"), Drop("people.CSV") })
            {
                FileImport file = run.Begin(input);
                file.AddResult([new("Id", $"g-{i}")]);
                run.Complete(file, end: null, () => 1);
            }

            ImportResult result = run.Complete();
            Assert.True(folders.Add(result.RunPath!));
            Assert.Equal(2, Directory.EnumerateFiles(result.RunPath!, "*tokens*").Count());
        }
    }

    [Fact]
    public void Results_that_cannot_be_written_end_the_work_before_more_is_made()
    {
        using ImportRun run = Opened();
        FileImport file = run.Begin(Drop("people.csv"));
        Directory.Delete(Path.Combine(Output, "runs"), recursive: true);

        GenesysException error = Assert.Throws<GenesysException>(() => file.AddResult([new("Id", "g-1")]));
        Assert.Equal(ErrorId.ImportUnusable, error.ErrorId);
        run.Complete(file, error, () => 5);
        Assert.Equal(5, run.Complete().Files[0].Waiting);
    }

    [UnixFact, UnsupportedOSPlatform("windows")]
    public void Only_the_owner_can_read_what_holds_tokens_or_names()
    {
        using ImportRun run = Opened();
        FileImport file = run.Begin(Drop("people.csv"));
        file.AddResult([new("Id", "g-1")]);
        file.AddError(Error(ErrorId.InvalidGuest), "", Row);
        run.Complete(file, end: null, () => 2);
        ImportResult result = run.Complete();

        string[] made = [result.LogPath!, .. Directory.EnumerateFiles(result.RunPath!).Where(path => !path.EndsWith("people.csv", StringComparison.Ordinal))];
        Assert.All(made, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Output));
    }

    [Fact]
    public void The_log_is_plain_text_whatever_the_rows_hold()
    {
        using ImportRun run = New(kept: "CrmId");
        run.Open();
        FileImport file = run.Begin(Drop("people.csv"));
        file.AddError(Error(ErrorId.InvalidGuest), "", [new("Name", "Ada"), new("CrmId", "\u001b[31mC17\nfaked line")]);
        file.AddWarning("One\r\ntwo");
        run.Complete(file, end: null, () => 1);
        run.Complete();

        string[] lines = File.ReadAllLines(Path.Combine(Output, "import.log"));
        Assert.Equal(3, lines.Length);
        Assert.Equal("2026-11-28T03:15:02Z people.csv, row 18: InvalidGuest: No. [CrmId: [31mC17 faked line]", lines[0].Replace("  ", " ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
        Assert.Equal(lines, _said);
    }

    [Theory]
    [InlineData("CrmId", "CRM ID")]
    [InlineData("Revenue [EUR]", "Revenue [EUR]")]
    public void A_column_is_kept_in_the_log_by_the_name_by_which_the_results_keep_it(string kept, string column)
    {
        using ImportRun run = New(kept: kept);
        run.Open();
        run.Begin(Drop("people.csv")).AddError(Error(ErrorId.InvalidGuest), "", [new("Name", "Ada"), new(column, 17)]);

        Assert.EndsWith($"InvalidGuest: No. [{column}: 17]", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void An_input_that_is_called_as_the_results_of_another_is_moved_beside_them()
    {
        using ImportRun run = Opened();
        string[] inputs = [Drop("guests.csv"), Drop("guests-tokens.csv")];
        foreach (string input in inputs)
        {
            FileImport file = run.Begin(input);
            file.AddResult([new("Id", "g-1")]);
            run.Complete(file, end: null, () => 1);
        }

        ImportResult result = run.Complete();
        Assert.Equal(ImportOutcome.Completed, result.Outcome);
        Assert.Equal(
            ["guests-tokens-2.csv", "guests-tokens-tokens.csv", "guests-tokens.csv", "guests.csv", "summary.json"],
            Directory.EnumerateFiles(result.RunPath!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal("guests-tokens-2.csv", Path.GetFileName(result.Files[1].MovedTo));
    }

    [Fact]
    public void A_run_that_cannot_be_prepared_has_a_result_like_any_other()
    {
        ImportResult result = ImportRun.Refused(new GenesysException(ErrorId.ImportUnusable, "Not there.", "Go there."), _said.Add, _clock);

        Assert.Equal((ImportOutcome.Misconfigured, ErrorId.ImportUnusable), (result.Outcome, result.ErrorId));
        Assert.Equal("2026-11-28T03:15:02Z Misconfigured in 0.0 s. Not there. Go there.", Assert.Single(_said));
    }

    [Fact]
    public void A_log_that_cannot_be_written_ends_nothing()
    {
        Directory.CreateDirectory(Path.Combine(Output, "import.log"));
        using ImportRun run = Opened();
        run.Complete(run.Begin(Drop("people.csv")), end: null, () => 0);

        Assert.Equal(ImportOutcome.Completed, run.Complete().Outcome);
        Assert.Contains(_said, line => line.Contains("import.log' cannot be written", StringComparison.Ordinal));
    }

    [Fact]
    public void What_came_from_the_journal_was_not_created_by_this_run()
    {
        using ImportRun run = Opened();
        FileImport file = run.Begin(Drop("people.csv"));
        file.AddResult([new("Id", "g-1")]);
        file.AddResult([new("Id", "g-2")]);
        file.Summary = ProvisioningSummary.Nothing with { Created = 1, FromJournal = 1, PassedOver = 3 };
        run.Complete(file, end: null, () => 5);
        ImportResult result = run.Complete();

        Assert.Equal((1, 1, 3, 5), (result.Files[0].Created, result.Files[0].FromJournal, result.Files[0].Empty, result.Files[0].Rows));
        Assert.Equal("Completed: 1 created, 1 taken from the journal, 0 failed, 3 empty in 0.0 s (people.csv)", result.ToString());
    }

    [Fact]
    public void Results_have_the_columns_of_the_first_of_them()
    {
        using ImportRun run = Opened();
        FileImport file = run.Begin(Drop("people.csv"));
        file.AddResult([new("Id", "g-1"), new("Note", null)]);
        file.AddResult([new("NOTE", "x"), new("id", "g-2"), new("Other", "y")]);
        run.Complete(file, end: null, () => 2);

        Assert.Equal(
            ["\"Id\",\"Note\"", "\"g-1\",\"\"", "\"g-2\",\"x\""],
            Raw(run.Complete(), "people-tokens.csv").TrimStart('\uFEFF').Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void How_far_a_file_has_come_is_one_line()
    {
        using ImportRun run = Opened();
        FileImport file = run.Begin(Drop("people.csv"));
        file.AddResult([new("Id", "g-1")]);
        file.AddError(Error(ErrorId.InvalidGuest), "", Row);
        file.AddError(Error(ErrorId.GuestOutcomeUnknown), "", Row);
        file.AddError(Error(ErrorId.RateLimited), "", Row);

        Assert.Equal("people.csv: 1 results, 1 failed, 1 unknown, 1 waiting", file.ToString());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void What_a_file_still_holds_waits_and_is_never_less_than_nothing(long rows)
    {
        using ImportRun run = Opened();
        FileImport file = run.Begin(Drop("people.csv"));
        file.AddResult([new("Id", "g-1")]);
        run.Complete(file, new GenesysException(ErrorId.ServiceUnavailable, "It is down.", "Wait."), () => rows);

        Assert.Equal(Math.Max(0, rows - 1), run.Complete().Files[0].Waiting);
    }

    [Fact]
    public void What_a_file_still_holds_is_what_was_neither_decided_nor_empty()
    {
        using ImportRun run = Opened();
        FileImport file = run.Begin(Drop("people.csv"));
        file.AddResult([new("Id", "g-1")]);
        file.AddError(Error(ErrorId.InvalidGuest), "", Row);
        file.AddError(Error(ErrorId.InvalidGuest), "", Row);
        file.AddError(Error(ErrorId.GuestOutcomeUnknown), "", Row);
        file.Summary = ProvisioningSummary.Nothing with { PassedOver = 4 };
        run.Complete(file, new GenesysException(ErrorId.ServiceUnavailable, "It is down.", "Wait."), () => 20);

        Assert.Equal(12, run.Complete().Files[0].Waiting);
    }

    [Fact]
    public void A_name_that_is_taken_gets_the_first_number_that_is_free()
    {
        string path = Path.Combine(_folder.File("inbox"), "a.csv");
        Drop("a.csv", "a-2.csv");
        Directory.CreateDirectory(Path.Combine(_folder.File("inbox"), "a-3.csv"));

        Assert.Equal(Path.Combine(_folder.File("inbox"), "a-4.csv"), FreePath.Of(path));
        Assert.Equal(path + "x", FreePath.Of(path + "x"));
    }

    [Fact]
    public void Journals_are_kept_unless_it_is_said_otherwise() => Assert.True(new ImportOptions { Path = "a", OutputPath = "b" }.KeepsJournals);

    [Fact]
    public void What_ended_the_work_comes_before_what_a_row_waits_for()
    {
        using ImportRun run = Opened();
        FileImport file = run.Begin(Drop("people.csv"));
        file.AddError(Error(ErrorId.RateLimited), "", Row);
        run.Complete(file, new GenesysException(ErrorId.ServiceUnavailable, "It is down.", "Wait."), () => 2);

        Assert.Equal(ErrorId.ServiceUnavailable, run.Complete().Files[0].ErrorId);
    }

    [Fact]
    public void Of_several_rows_that_wait_the_first_says_why()
    {
        using ImportRun run = Opened();
        FileImport file = run.Begin(Drop("people.csv"));
        file.AddError(Error(ErrorId.RateLimited), "", Row);
        file.AddError(Error(ErrorId.GuestForbidden), "", Row);
        run.Complete(file, end: null, () => 2);

        Assert.Equal((ErrorId.RateLimited, "No. Do this."), run.Complete().Files[0] is var done ? (done.ErrorId, done.Message) : default);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_that_is_gone_or_was_written_anew_is_not_moved(bool isGone)
    {
        string input = Drop("people.csv");
        using ImportRun run = Opened();
        FileImport file = run.Begin(input);
        if (isGone)
        {
            File.Delete(input);
        }
        else
        {
            File.SetLastWriteTimeUtc(input, File.GetLastWriteTimeUtc(input).AddSeconds(7));
        }

        run.Complete(file, end: null, () => 0);

        ImportedFile done = run.Complete().Files[0];
        Assert.Equal((ImportOutcome.TryAgain, ErrorId.ImportUnusable, null), (done.Outcome, done.ErrorId, done.MovedTo));
    }

    [Fact]
    public void A_file_that_is_named_may_change_as_it_likes()
    {
        string input = Drop("people.csv");
        using ImportRun run = New(input);
        run.Open();
        FileImport file = run.Begin(input);
        File.AppendAllText(input, "Grace,grace@example.com\n");
        run.Complete(file, end: null, () => 1);

        Assert.Equal(ImportOutcome.Completed, run.Complete().Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_journal_is_kept_where_it_is_or_lies_with_the_results(bool isKept)
    {
        string input = Drop("people.csv");
        using ImportRun run = new(new ImportOptions { Path = _folder.File("inbox"), OutputPath = Output, KeepsJournals = isKept, TimeProvider = _clock });
        run.Open();
        FileImport file = run.Begin(input);
        File.WriteAllText(file.JournalPath, "");
        run.Complete(file, end: null, () => 0);
        ImportResult result = run.Complete();

        Assert.Equal(isKept, File.Exists(file.JournalPath));
        Assert.Equal(!isKept, File.Exists(Path.Combine(result.RunPath!, "people.csv.jsonl")));
    }

    [Fact]
    public void A_run_in_which_the_sign_in_ended_is_over_and_the_files_that_were_skipped_say_so()
    {
        using ImportRun run = Opened();
        run.EndWith(new GenesysException(ErrorId.SessionExpired, "It has run out.", "Sign in."));
        run.Skip(Drop("a.csv"), 3);
        ImportResult result = run.Complete();

        Assert.True(run.IsOver);
        Assert.Equal((ImportOutcome.SignInFailed, ErrorId.SessionExpired, "It has run out. Sign in."), (result.Outcome, result.ErrorId, result.Message));
        Assert.Equal(("a.csv", ImportOutcome.SignInFailed, 3), (result.Files[0].Name, result.Files[0].Outcome, result.Files[0].Waiting));
    }

    [Fact]
    public void A_run_that_was_stopped_says_how_it_goes_on()
    {
        using ImportRun run = Opened();

        run.Stopped();

        Assert.Contains("Run the same import again", Assert.Single(_said), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_results_has_a_log_and_no_folder()
    {
        using ImportRun run = Opened();
        _clock.Advance(TimeSpan.FromSeconds(2.5));
        ImportResult result = run.Complete();

        Assert.Equal((null, Path.Combine(Output, "import.log"), TimeSpan.FromSeconds(2.5)), (result.RunPath, result.LogPath, result.Duration));
        Assert.Equal("0 files: 0 created, 0 failed", run.ToString());
    }

    [Fact]
    public void The_summary_is_JSON_without_what_there_is_not()
    {
        using ImportRun run = Opened();
        run.Complete(run.Begin(Drop("people.csv")), end: null, () => 0);
        ImportResult result = run.Complete();

        string summary = File.ReadAllText(Path.Combine(result.RunPath!, "summary.json"));
        Assert.Contains("\"Outcome\": \"Completed\"", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("null", summary, StringComparison.Ordinal);
    }

    [Fact]
    public void A_summary_that_cannot_be_written_ends_nothing()
    {
        using ImportRun run = Opened();
        run.Complete(run.Begin(Drop("people.csv")), end: null, () => 0);
        Directory.CreateDirectory(Path.Combine(Output, "runs", "2026-11-28T03-15-02Z", "summary.json"));

        Assert.Equal(ImportOutcome.Completed, run.Complete().Outcome);
        Assert.Contains(_said, line => line.Contains("The summary '", StringComparison.Ordinal));
    }

    private static ProvisioningException Error(ErrorId errorId) => new(errorId, "No.", "Do this.") { RowNumber = 18, IsUnknown = errorId is ErrorId.GuestOutcomeUnknown };

    private static string Raw(ImportResult result, string name) => System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(result.RunPath!, name)));

    private string Drop(params string[] names)
    {
        string inbox = _folder.File("inbox");
        Directory.CreateDirectory(inbox);
        foreach (string name in names)
        {
            File.WriteAllText(Path.Combine(inbox, name), "Name,Email\nAda,ada@example.com\n");
        }

        return Path.Combine(inbox, names[0]);
    }

    private ImportRun New(string? path = null, string? kept = null) => new(new ImportOptions
    {
        Path = path ?? _folder.File("inbox"),
        OutputPath = Output,
        KeepColumn = kept is null ? [] : [kept],
        Say = _said.Add,
        TimeProvider = _clock,
    });

    private ImportRun Opened()
    {
        Directory.CreateDirectory(_folder.File("inbox"));
        ImportRun run = New();
        run.Open();
        return run;
    }
}
