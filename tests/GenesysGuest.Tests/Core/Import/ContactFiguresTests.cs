using GenesysGuest.Import;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>The figures and the files of an import of contacts.</summary>
public sealed class ContactFiguresTests : IDisposable
{
    private readonly ImportUnderTest _import = new();

    public void Dispose() => _import.Dispose();

    [Fact]
    public void What_was_there_is_updated_whether_or_not_anything_changed()
    {
        ImportResult result = Run(ProvisioningSummary.Nothing with { Created = 1, Updated = 2, Unchanged = 1, FromJournal = 1, PassedOver = 1 }, results: 5);

        ImportedFile file = result.Files[0];
        Assert.Equal((1, 3, 1, 1, 6), (file.Created, file.Updated, file.FromJournal, file.Empty, file.Rows));
        Assert.Equal("Completed: 1 created, 3 updated, 1 taken from the journal, 0 failed, 1 empty in 0.0 s (people.csv)", result.ToString());
        Assert.True(File.Exists(Path.Combine(result.RunPath!, "people-contacts.csv")));
        Assert.Contains("\"updated\": 3", File.ReadAllText(Path.Combine(result.RunPath!, "summary.json")), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Figures_never_exceed_the_results_that_were_written()
    {
        ImportedFile file = Run(ProvisioningSummary.Nothing with { Created = 1, Updated = 7, FromJournal = 2 }, results: 3).Files[0];

        Assert.Equal((0, 1, 2), (file.Created, file.Updated, file.FromJournal));
    }

    [Fact]
    public void The_figures_of_files_add_up() => Assert.Equal(
        (3L, 7L), ImportFigures.Sum([Of(1, 3), Of(2, 4)]) is var sum ? (sum.Created, sum.Updated) : default);

    [Theory]
    [InlineData(ErrorId.InvalidContact, ImportOutcome.RowsFailed)]
    [InlineData(ErrorId.ContactRejected, ImportOutcome.RowsFailed)]
    [InlineData(ErrorId.ContactNotFound, ImportOutcome.RowsFailed)]
    [InlineData(ErrorId.ContactForbidden, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.ContactSettingInvalid, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.ContactUnauthorized, ImportOutcome.SignInFailed)]
    public void What_is_to_be_done_depends_on_the_error(ErrorId errorId, ImportOutcome expected) => Assert.Equal(expected, ImportFault.OutcomeOf(errorId));

    [Fact]
    public void A_file_that_cannot_be_read_is_an_error_of_contacts_and_the_next_may_be_readable()
    {
        GenesysException error = FileImport.Unreadable(new FormatException("odd"), ErrorId.InvalidContact);

        Assert.Equal(ErrorId.InvalidContact, error.ErrorId);
        Assert.False(ImportFault.EndsRun(error));
    }

    private static ImportedFile Of(long created, long updated) => new("people.csv", ImportOutcome.Completed, created, 0, 0, 0, 0, 0) { Updated = updated };

    private ImportResult Run(ProvisioningSummary summary, int results)
    {
        using ImportRun run = _import.New(results: "contacts");
        run.Open();
        FileImport file = run.Begin(_import.Drop("people.csv"));
        for (int i = 0; i < results; i++)
        {
            file.AddResult([new("Id", $"c-{i}")]);
        }

        file.Summary = summary;
        run.Complete(file, end: null, () => results);
        return run.Complete();
    }
}
