namespace GenesysGuest.Tests.Core.Import;

/// <summary>How long a journal lives: a guest must not be made again, a contact is to be as the last file has it.</summary>
public sealed class ImportJournalTests : IDisposable
{
    private readonly ImportUnderTest _import = new();

    public void Dispose() => _import.Dispose();

    [Fact]
    public void Journals_are_kept_unless_it_is_said_otherwise() => Assert.True(new ImportOptions { Path = "a", OutputPath = "b" }.KeepsJournals);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_journal_that_is_kept_stays_where_the_next_file_of_the_name_finds_it(bool isNamed)
    {
        (FileImport file, ImportResult result) = Run(keepsJournals: true, isNamed);

        Assert.True(File.Exists(file.JournalPath));
        Assert.False(File.Exists(Path.Combine(result.RunPath!, "people.csv.jsonl")));
        Assert.Equal(ImportOutcome.Completed, result.Outcome);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_journal_of_one_delivery_goes_to_its_results_when_all_rows_are_decided(bool isNamed)
    {
        (FileImport file, ImportResult result) = Run(keepsJournals: false, isNamed);

        Assert.False(File.Exists(file.JournalPath));
        Assert.Equal("a journal", File.ReadAllText(Path.Combine(result.RunPath!, "people.csv.jsonl")));
        Assert.Equal(isNamed, File.Exists(file.Input)); // a file that is named stays
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

    private (FileImport File, ImportResult Result) Run(bool keepsJournals, bool isNamed = true, Action<FileImport>? before = null)
    {
        string input = _import.Drop("people.csv");
        using ImportRun run = _import.New(isNamed ? input : null, keepsJournals: keepsJournals);
        run.Open();
        FileImport file = run.Begin(input);
        File.WriteAllText(file.JournalPath, "a journal");
        before?.Invoke(file);
        run.Complete(file, end: null, () => 1);
        return (file, run.Complete());
    }
}
