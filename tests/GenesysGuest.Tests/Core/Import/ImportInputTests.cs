using GenesysGuest.Import;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>Which files are the input, and which of them are moved to the results.</summary>
public sealed class ImportInputTests : IDisposable
{
    private readonly ImportUnderTest _import = new();

    public void Dispose() => _import.Dispose();

    [Fact]
    public void Inputs_are_the_CSV_files_of_the_folder_by_name_whatever_the_case_of_their_endings()
    {
        _import.Drop("b.csv", "a.CSV", "~$a.csv", ".hidden.csv", "notes.txt", "c.csvx");

        Assert.Equal(["a.CSV", "b.csv"], _import.New().FindInputs().Select(Path.GetFileName));
    }

    [Fact]
    public void A_file_that_is_named_is_the_input_whatever_its_ending()
    {
        string file = _import.Drop("people.txt");

        Assert.Equal([file], _import.New(file).FindInputs());
    }

    [Fact]
    public void What_is_not_there_is_said_with_what_to_do()
    {
        GenesysException error = Assert.Throws<GenesysException>(() => _import.New(Path.Combine(_import.Inbox, "nothing")).FindInputs());

        Assert.Equal(ErrorId.ImportUnusable, error.ErrorId);
        Assert.Contains("nothing", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_file_that_is_named_stays_whether_or_not_it_changes(bool changes)
    {
        string input = _import.Drop("people.csv");
        using ImportRun run = _import.New(input);
        run.Open();
        FileImport file = run.Begin(input);
        if (changes)
        {
            File.AppendAllText(input, "Grace,grace@example.com\n");
        }

        run.Complete(file, end: null, () => 1);

        ImportResult result = run.Complete();
        Assert.Equal((ImportOutcome.Completed, null), (result.Outcome, result.Files[0].MovedTo));
        Assert.True(File.Exists(input));
    }

    [Theory]
    [InlineData("grown")]
    [InlineData("gone")]
    [InlineData("written anew")]
    public void A_file_that_changes_while_it_is_read_is_not_moved(string change)
    {
        string input = _import.Drop("people.csv");
        using ImportRun run = _import.Opened();
        FileImport file = run.Begin(input);
        switch (change)
        {
            case "grown":
                File.AppendAllText(input, "Grace,grace@example.com\n");
                break;
            case "gone":
                File.Delete(input);
                break;
            default:
                File.SetLastWriteTimeUtc(input, File.GetLastWriteTimeUtc(input).AddSeconds(7));
                break;
        }

        bool exists = File.Exists(input);
        run.Complete(file, end: null, () => 1);

        ImportResult result = run.Complete();
        ImportedFile done = result.Files[0];
        Assert.Equal(ImportOutcome.TryAgain, result.Outcome);
        Assert.Equal((ImportOutcome.TryAgain, ErrorId.ImportUnusable, null), (done.Outcome, done.ErrorId, done.MovedTo));
        Assert.Equal(exists, File.Exists(input));
    }

    [Fact]
    public void An_input_that_is_called_as_the_results_of_another_is_moved_beside_them()
    {
        using ImportRun run = _import.Opened();
        string[] inputs = [_import.Drop("guests.csv"), _import.Drop("guests-tokens.csv")];
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
    public void A_name_that_is_taken_gets_the_first_number_that_is_free()
    {
        string path = Path.Combine(_import.Inbox, "a.csv");
        _import.Drop("a.csv", "a-2.csv");
        Directory.CreateDirectory(Path.Combine(_import.Inbox, "a-3.csv"));

        Assert.Equal(Path.Combine(_import.Inbox, "a-4.csv"), FreePath.Of(path));
        Assert.Equal(path + "x", FreePath.Of(path + "x"));
    }
}
