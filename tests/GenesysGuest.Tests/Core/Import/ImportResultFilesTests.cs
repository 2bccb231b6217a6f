using System.Runtime.Versioning;
using GenesysGuest.Tests.Support;
using static GenesysGuest.Tests.Core.Import.ImportUnderTest;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>The files that a run leaves: nothing lost, and nothing written over.</summary>
public sealed class ImportResultFilesTests : IDisposable
{
    private readonly ImportUnderTest _import = new();

    public void Dispose() => _import.Dispose();

    [Fact]
    public void A_file_whose_rows_are_all_decided_lies_with_its_results()
    {
        string input = _import.Drop("people.csv");
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(input);
        file.AddResult([new("Id", "g-1"), new("Token", "t\"1"), new("Created", new DateTimeOffset(2026, 11, 28, 3, 15, 0, TimeSpan.Zero)), new("CrmId", "a,b\nc")]);
        file.AddError(Error(ErrorId.InvalidGuest), "Correct it.", Row);
        file.AddError(Error(ErrorId.GuestOutcomeUnknown), "Look it up.", Row);
        run.Complete(file, end: null, () => 3);
        ImportResult result = run.Complete();

        Assert.Equal(ImportOutcome.RowsFailed, result.Outcome);
        Assert.Equal(2, result.ExitCode);
        Assert.Equal(Path.Combine(_import.Output, "runs", "2026-11-28T03-15-02Z"), result.RunPath);
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
        string input = _import.Drop("people.csv");
        using ImportRun run = _import.Opened();
        run.Begin(input).AddResult([new("Id", "g-1")]);

        run.Dispose();

        using FileStream results = new(Assert.Single(Directory.GetFiles(_import.Output, "people-tokens.csv", SearchOption.AllDirectories)), FileMode.Open, FileAccess.Read, FileShare.None);
        using StreamReader reader = new(results);
        Assert.Equal($"\"Id\"{Environment.NewLine}\"g-1\"{Environment.NewLine}", reader.ReadToEnd());
    }

    [Fact]
    public void A_run_that_was_stopped_closes_all_of_its_files()
    {
        string input = _import.Drop("people.csv");
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(input);
        file.AddResult([new("Id", "g-1")]);
        file.AddError(Error(ErrorId.GuestRejected), "Correct it.", Row);
        file.AddError(Error(ErrorId.GuestOutcomeUnknown), "Look it up.", Row);

        run.Dispose();

        string[] files = Directory.GetFiles(_import.Output, "people-*.csv", SearchOption.AllDirectories);
        Assert.Equal(["people-failed.csv", "people-tokens.csv", "people-unknown.csv"], files.Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.All(files, path => new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.None).Dispose());
    }

    [Fact]
    public void A_row_that_failed_can_be_dropped_in_again_as_it_is()
    {
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        file.AddError(Error(ErrorId.GuestRejected), "Correct it.", [.. Row, new("GenesysGuest.ErrorId", "InvalidGuest"), new("genesysguest.message", "Old.")]);
        run.Complete(file, end: null, () => 1);

        string[] lines = Raw(run.Complete(), "people-failed.csv").TrimStart('\uFEFF').Split(Environment.NewLine);
        Assert.Equal("\"Name\",\"Email\",\"CrmId\",\"GenesysGuest.ErrorId\",\"GenesysGuest.Message\",\"GenesysGuest.Remedy\"", lines[0]);
        Assert.Equal("\"Ada\",\"ada@example.com\",\"C17\",\"GuestRejected\",\"Row 18: No.\",\"Correct it.\"", lines[1]);
    }

    [Fact]
    public void Results_have_the_columns_of_the_first_of_them()
    {
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        file.AddResult([new("Id", "g-1"), new("Note", null)]);
        file.AddResult([new("NOTE", "x"), new("id", "g-2"), new("Other", "y")]);
        run.Complete(file, end: null, () => 2);

        Assert.Equal(
            ["\"Id\",\"Note\"", "\"g-1\",\"\"", "\"g-2\",\"x\""],
            Raw(run.Complete(), "people-tokens.csv").TrimStart('\uFEFF').Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void Runs_of_one_second_and_names_that_differ_in_case_write_nothing_over()
    {
        HashSet<string> folders = [];
        for (int i = 0; i < 3; i++)
        {
            using ImportRun run = _import.Opened();
            foreach (string input in new[] { _import.Drop("people.csv"), _import.Drop("people.CSV") })
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
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        Directory.Delete(Path.Combine(_import.Output, "runs"), recursive: true);

        GenesysException error = Assert.Throws<GenesysException>(() => file.AddResult([new("Id", "g-1")]));
        Assert.Equal(ErrorId.ImportUnusable, error.ErrorId);
        run.Complete(file, error, () => 5);
        Assert.Equal(5, run.Complete().Files[0].Waiting);
    }

    [UnixFact, UnsupportedOSPlatform("windows")]
    public void Only_the_owner_can_read_what_holds_tokens_or_names()
    {
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        file.AddResult([new("Id", "g-1")]);
        file.AddError(Error(ErrorId.InvalidGuest), "", Row);
        run.Complete(file, end: null, () => 2);
        ImportResult result = run.Complete();

        string[] made = [result.LogPath!, .. Directory.EnumerateFiles(result.RunPath!).Where(path => !path.EndsWith("people.csv", StringComparison.Ordinal))];
        Assert.All(made, path => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path)));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_import.Output));
    }

    [Fact]
    public void The_summary_is_JSON_without_what_there_is_not()
    {
        using ImportRun run = _import.Opened();
        run.Complete(run.Begin(_import.Drop("people.csv")), end: null, () => 0);
        ImportResult result = run.Complete();

        string summary = File.ReadAllText(Path.Combine(result.RunPath!, "summary.json"));
        Assert.Contains("\"Outcome\": \"Completed\"", summary, StringComparison.Ordinal);
        Assert.DoesNotContain("null", summary, StringComparison.Ordinal);
    }
}
