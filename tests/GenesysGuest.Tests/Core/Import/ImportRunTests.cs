using static GenesysGuest.Tests.Core.Import.ImportUnderTest;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>One run at a time, and its outcome from those of its files.</summary>
public sealed class ImportRunTests : IDisposable
{
    private readonly ImportUnderTest _import = new();

    public void Dispose() => _import.Dispose();

    [Fact]
    public void Two_runs_do_not_use_one_folder_at_once()
    {
        using ImportRun first = _import.Opened();

        Assert.Equal(ErrorId.ImportRunning, Assert.Throws<GenesysException>(_import.Opened).ErrorId);

        first.Dispose();
        using ImportRun next = _import.Opened();
        Assert.Equal(ImportOutcome.NoInput, next.Complete().Outcome);
    }

    [Fact]
    public void An_output_folder_that_is_a_file_is_said()
    {
        File.WriteAllText(_import.Output, "");

        Assert.Equal(ErrorId.ImportUnusable, Assert.Throws<GenesysException>(_import.Opened).ErrorId);
    }

    [Fact]
    public void The_worst_of_several_files_counts_and_a_file_that_is_wrong_leaves_the_others_alone()
    {
        using ImportRun run = _import.Opened();
        FileImport wrong = run.Begin(_import.Drop("a.csv"));
        run.Complete(wrong, FileImport.Unreadable(new InvalidDataException("Twice a column.")), () => 0);
        Assert.False(run.IsOver);
        run.Complete(run.Begin(_import.Drop("b.csv")), end: null, () => 0);
        ImportResult result = run.Complete();

        Assert.Equal([ImportOutcome.RowsFailed, ImportOutcome.Completed], result.Files.Select(file => file.Outcome));
        Assert.Equal(ImportOutcome.RowsFailed, result.Outcome);
        Assert.Contains(_import.Said, line => line.EndsWith("a.csv: InvalidGuest: The file cannot be read: Twice a column. Correct the file, or specify its delimiter and encoding.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_run_in_which_the_sign_in_ended_is_over_and_the_files_that_were_skipped_say_so()
    {
        using ImportRun run = _import.Opened();
        run.EndWith(new GenesysException(ErrorId.SessionExpired, "It has run out.", "Sign in."));
        run.Skip(_import.Drop("a.csv"), 3);
        ImportResult result = run.Complete();

        Assert.True(run.IsOver);
        Assert.Equal((ImportOutcome.SignInFailed, ErrorId.SessionExpired, "It has run out. Sign in."), (result.Outcome, result.ErrorId, result.Message));
        Assert.Equal(("a.csv", ImportOutcome.SignInFailed, 3), (result.Files[0].Name, result.Files[0].Outcome, result.Files[0].Waiting));
    }

    [Fact]
    public void What_came_from_the_journal_was_not_created_by_this_run()
    {
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        file.AddResult([new("Id", "g-1")]);
        file.AddResult([new("Id", "g-2")]);
        file.Summary = ProvisioningSummary.Nothing with { Created = 1, FromJournal = 1, PassedOver = 3 };
        run.Complete(file, end: null, () => 5);
        ImportResult result = run.Complete();

        Assert.Equal((1, 1, 3, 5), (result.Files[0].Created, result.Files[0].FromJournal, result.Files[0].Empty, result.Files[0].Rows));
        Assert.Equal("Completed: 1 created, 1 taken from the journal, 0 failed, 3 empty in 0.0 s (people.csv)", result.ToString());
    }

    [Fact]
    public void How_far_a_file_has_come_is_one_line()
    {
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        file.AddResult([new("Id", "g-1")]);
        file.AddError(Error(ErrorId.InvalidGuest), "", Row);
        file.AddError(Error(ErrorId.GuestOutcomeUnknown), "", Row);
        file.AddError(Error(ErrorId.RateLimited), "", Row);

        Assert.Equal("people.csv: 1 results, 1 failed, 1 unknown, 1 waiting", file.ToString());
    }
}
