using static GenesysGuest.Tests.Core.Import.ImportUnderTest;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>What a run says, in its log and to its caller.</summary>
public sealed class ImportLogTests : IDisposable
{
    private readonly ImportUnderTest _import = new();

    public void Dispose() => _import.Dispose();

    [Fact]
    public void The_log_is_plain_text_whatever_the_rows_hold()
    {
        using ImportRun run = _import.New(kept: "CrmId");
        run.Open();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        file.AddError(Error(ErrorId.InvalidGuest), "", [new("Name", "Ada"), new("CrmId", "\u001b[31mC17\nfaked line")]);
        file.AddWarning("One\r\ntwo");
        run.Complete(file, end: null, () => 1);
        run.Complete();

        string[] lines = File.ReadAllLines(Path.Combine(_import.Output, "import.log"));
        Assert.Equal(3, lines.Length);
        Assert.Equal("2026-11-28T03:15:02Z people.csv, row 18: InvalidGuest: No. [CrmId: [31mC17 faked line]", lines[0].Replace("  ", " ", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Any(char.IsControl));
        Assert.Equal(lines, _import.Said);
    }

    [Theory]
    [InlineData("CrmId", "CRM ID")]
    [InlineData("Revenue [EUR]", "Revenue [EUR]")]
    public void A_column_is_kept_in_the_log_by_the_name_by_which_the_results_keep_it(string kept, string column)
    {
        using ImportRun run = _import.New(kept: kept);
        run.Open();
        run.Begin(_import.Drop("people.csv")).AddError(Error(ErrorId.InvalidGuest), "", [new("Name", "Ada"), new(column, 17)]);

        Assert.EndsWith($"InvalidGuest: No. [{column}: 17]", Assert.Single(_import.Said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import.log", "import.log' cannot be written")]
    [InlineData("runs/2026-11-28T03-15-02Z/summary.json", "The summary '")]
    public void A_log_or_a_summary_that_cannot_be_written_ends_nothing(string file, string warning)
    {
        using ImportRun run = _import.Opened();
        run.Complete(run.Begin(_import.Drop("people.csv")), end: null, () => 0);
        Directory.CreateDirectory(Path.Combine(_import.Output, file));

        Assert.Equal(ImportOutcome.Completed, run.Complete().Outcome);
        Assert.Contains(_import.Said, line => line.Contains(warning, StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_was_refused_writes_nothing_into_the_log_of_the_other()
    {
        using ImportRun first = _import.Opened();
        using ImportRun second = _import.New();
        second.EndWith(Assert.Throws<GenesysException>(second.Open));

        Assert.Equal(ImportOutcome.TryAgain, second.Complete().Outcome);
        Assert.False(File.Exists(Path.Combine(_import.Output, "import.log")));
        Assert.Contains(_import.Said, line => line.Contains("Another import is using the folder", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_that_cannot_be_prepared_has_a_result_like_any_other()
    {
        ImportResult result = ImportRun.Refused(new GenesysException(ErrorId.ImportUnusable, "Not there.", "Go there."), _import.Said.Add, _import.Clock);

        Assert.Equal((ImportOutcome.Misconfigured, ErrorId.ImportUnusable), (result.Outcome, result.ErrorId));
        Assert.Equal("2026-11-28T03:15:02Z Misconfigured in 0.0 s. Not there. Go there.", Assert.Single(_import.Said));
    }

    [Fact]
    public void A_run_that_was_stopped_says_how_it_goes_on()
    {
        using ImportRun run = _import.Opened();

        run.Stopped();

        Assert.Contains("Run the same import again", Assert.Single(_import.Said), StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_without_results_has_a_log_and_no_folder()
    {
        using ImportRun run = _import.Opened();
        _import.Clock.Advance(TimeSpan.FromSeconds(2.5));
        ImportResult result = run.Complete();

        Assert.Equal((null, Path.Combine(_import.Output, "import.log"), TimeSpan.FromSeconds(2.5)), (result.RunPath, result.LogPath, result.Duration));
        Assert.Equal("0 files: 0 created, 0 failed", run.ToString());
    }
}
