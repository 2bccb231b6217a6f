using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>How long a journal lives: a guest must not be made again, a contact is to be as the last file has it.</summary>
public sealed class ImportJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();

    private string Input => _folder.File("people.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_journal_that_is_kept_stays_where_the_next_file_of_the_name_finds_it()
    {
        (FileImport file, ImportResult result) = Run(keepsJournals: true);

        Assert.True(File.Exists(file.JournalPath));
        Assert.Equal(ImportOutcome.Completed, result.Outcome);
    }

    [Fact]
    public void A_journal_of_one_delivery_goes_to_its_results_when_all_rows_are_decided()
    {
        (FileImport file, ImportResult result) = Run(keepsJournals: false);

        Assert.False(File.Exists(file.JournalPath));
        Assert.Equal("a journal", File.ReadAllText(Path.Combine(result.RunPath!, "people.csv.jsonl")));
        Assert.True(File.Exists(Input), "a file that is named stays");
    }

    [Fact]
    public void It_stays_while_a_row_waits()
    {
        (FileImport file, ImportResult result) = Run(keepsJournals: false, before: file => file.AddError(new ProvisioningException(ErrorId.RateLimited, "Busy.", "Later."), "Later.", []));

        Assert.True(File.Exists(file.JournalPath));
        Assert.Equal(ImportOutcome.TryAgain, result.Outcome);
    }

    [Fact]
    public void It_stays_if_the_file_grew_meanwhile()
    {
        (FileImport file, _) = Run(keepsJournals: false, before: file => File.AppendAllText(file.Input, "Grace,grace@example.com\n"));

        Assert.True(File.Exists(file.JournalPath));
    }

    [Fact]
    public void A_row_that_fails_holds_nothing_back()
    {
        (FileImport file, ImportResult result) = Run(keepsJournals: false, before: file => file.AddError(new ProvisioningException(ErrorId.InvalidContact, "Bad.", "Correct it."), "Correct it.", []));

        Assert.False(File.Exists(file.JournalPath));
        Assert.Equal(ImportOutcome.RowsFailed, result.Outcome);
    }

    private (FileImport File, ImportResult Result) Run(bool keepsJournals, Action<FileImport>? before = null)
    {
        File.WriteAllText(Input, "Name,Email\nAda,ada@example.com\n");
        using ImportRun run = new(new ImportOptions { Path = Input, OutputPath = _folder.File("output"), KeepsJournals = keepsJournals });
        run.Open();
        FileImport file = run.Begin(Input);
        File.WriteAllText(file.JournalPath, "a journal");
        before?.Invoke(file);
        run.Complete(file, end: null, () => 1);
        return (file, run.Complete());
    }
}
