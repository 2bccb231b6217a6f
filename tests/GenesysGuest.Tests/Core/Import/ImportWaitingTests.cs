using static GenesysGuest.Tests.Core.Import.ImportUnderTest;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>Rows that wait for the next run, and what they wait for.</summary>
public sealed class ImportWaitingTests : IDisposable
{
    private readonly ImportUnderTest _import = new();

    public void Dispose() => _import.Dispose();

    [Theory]
    [InlineData(ErrorId.RateLimited, ImportOutcome.TryAgain)]
    [InlineData(ErrorId.ServiceUnavailable, ImportOutcome.TryAgain)]
    [InlineData(ErrorId.GuestForbidden, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.GuestUnauthorized, ImportOutcome.SignInFailed)]
    public void A_file_with_a_row_that_waits_stays_and_the_row_is_in_no_file_of_failed_rows(ErrorId errorId, ImportOutcome outcome)
    {
        string input = _import.Drop("people.csv");
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(input);
        file.AddError(Error(errorId), "", Row);
        run.Complete(file, end: null, () => 1);
        ImportResult result = run.Complete();

        Assert.Equal(outcome, result.Outcome);
        Assert.True(File.Exists(input));
        Assert.Equal(1, result.Files[0].Waiting);
        Assert.Equal(["summary.json"], Directory.EnumerateFiles(result.RunPath!).Select(Path.GetFileName));
        Assert.Contains("No. Do this.", _import.Said[^1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_refusal_that_all_rows_share_is_not_the_rows()
    {
        string input = _import.Drop("people.csv");
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(input);
        file.AddError(new ProvisioningException(ErrorId.GuestRejected, "Not found.", "Check the address.") { RowNumber = 1, IsSameForAll = true }, "", Row);
        run.Complete(file, end: null, () => 1);

        Assert.Equal(ImportOutcome.Misconfigured, run.Complete().Outcome);
        Assert.True(File.Exists(input));
    }

    [Fact]
    public void Rows_that_were_not_read_wait_and_so_do_the_files_whose_turn_did_not_come()
    {
        string first = _import.Drop("a.csv");
        string second = _import.Drop("b.csv");
        using ImportRun run = _import.Opened();
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
        Assert.Equal("2026-11-28T03:15:02Z TryAgain: 1 created, 0 failed, 651 waiting in 0.0 s (a.csv, b.csv). It is down. Wait.", _import.Said[^1]);
        Assert.True(File.Exists(first) && File.Exists(second));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void What_a_file_still_holds_waits_and_is_never_less_than_nothing(long rows)
    {
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        file.AddResult([new("Id", "g-1")]);
        run.Complete(file, new GenesysException(ErrorId.ServiceUnavailable, "It is down.", "Wait."), () => rows);

        Assert.Equal(Math.Max(0, rows - 1), run.Complete().Files[0].Waiting);
    }

    [Fact]
    public void What_a_file_still_holds_is_what_was_neither_decided_nor_empty()
    {
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        file.AddResult([new("Id", "g-1")]);
        file.AddError(Error(ErrorId.InvalidGuest), "", Row);
        file.AddError(Error(ErrorId.InvalidGuest), "", Row);
        file.AddError(Error(ErrorId.GuestOutcomeUnknown), "", Row);
        file.Summary = ProvisioningSummary.Nothing with { PassedOver = 4 };
        run.Complete(file, new GenesysException(ErrorId.ServiceUnavailable, "It is down.", "Wait."), () => 20);

        Assert.Equal(12, run.Complete().Files[0].Waiting);
    }

    [Fact]
    public void What_ended_the_work_comes_before_what_a_row_waits_for()
    {
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        file.AddError(Error(ErrorId.RateLimited), "", Row);
        run.Complete(file, new GenesysException(ErrorId.ServiceUnavailable, "It is down.", "Wait."), () => 2);

        Assert.Equal(ErrorId.ServiceUnavailable, run.Complete().Files[0].ErrorId);
    }

    [Fact]
    public void Of_several_rows_that_wait_the_first_says_why()
    {
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        file.AddError(Error(ErrorId.RateLimited), "", Row);
        file.AddError(Error(ErrorId.GuestForbidden), "", Row);
        run.Complete(file, end: null, () => 2);

        Assert.Equal((ErrorId.RateLimited, "No. Do this."), run.Complete().Files[0] is var done ? (done.ErrorId, done.Message) : default);
    }
}
