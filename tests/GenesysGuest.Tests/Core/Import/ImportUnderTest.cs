using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>An inbox with files to import, the folder of the output, and what the runs say, on a clock that stands still.</summary>
internal sealed class ImportUnderTest : IDisposable
{
    public static readonly KeyValuePair<string, object?>[] Row = [new("Name", "Ada"), new("Email", "ada@example.com"), new("CrmId", "C17")];

    private readonly TempFolder _folder = new();

    public ManualClock Clock { get; } = new(new DateTimeOffset(2026, 11, 28, 3, 15, 2, TimeSpan.Zero));

    /// <summary>The lines of the log, as the caller of a run gets them.</summary>
    public List<string> Said { get; } = [];

    public string Inbox => _folder.File("inbox");

    public string Output => _folder.File("output");

    /// <summary>An error in row 18.</summary>
    public static ProvisioningException Error(ErrorId errorId) => new(errorId, "No.", "Do this.") { RowNumber = 18 };

    /// <summary>A file of the results, with its byte order mark.</summary>
    public static string Raw(ImportResult result, string name) => System.Text.Encoding.UTF8.GetString(File.ReadAllBytes(Path.Combine(result.RunPath!, name)));

    /// <summary>Writes files with one row into the inbox.</summary>
    /// <returns>The path of the first.</returns>
    public string Drop(params string[] names)
    {
        Directory.CreateDirectory(Inbox);
        foreach (string name in names)
        {
            File.WriteAllText(Path.Combine(Inbox, name), "Name,Email\nAda,ada@example.com\n");
        }

        return Path.Combine(Inbox, names[0]);
    }

    /// <summary>A run that is not opened yet, of the inbox unless a path is given.</summary>
    public ImportRun New(string? path = null, string? kept = null, bool keepsJournals = true, string results = "tokens") => new(new ImportOptions
    {
        Path = path ?? Inbox,
        OutputPath = Output,
        Results = results,
        KeepsJournals = keepsJournals,
        KeepColumn = kept is null ? [] : [kept],
        Say = Said.Add,
        TimeProvider = Clock,
    });

    /// <summary>A run of the inbox that has locked the output folder.</summary>
    public ImportRun Opened()
    {
        Directory.CreateDirectory(Inbox);
        ImportRun run = New();
        run.Open();
        return run;
    }

    public void Dispose() => _folder.Dispose();
}
