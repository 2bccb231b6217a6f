using GenesysGuest.Guests;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A journal of 25 rows, some of them failed, some unknown, that a test damages and opens again.</summary>
internal sealed class JournalUnderTest : IDisposable
{
    public const int Rows = 25;

    private readonly TempFolder _folder = new();

    public string Path => _folder.File("run.jsonl");

    /// <summary>What a run wrote.</summary>
    public byte[] Whole { get; private set; } = [];

    /// <summary>The first line of it, with its line feed.</summary>
    public byte[] FirstLine => Whole[..(Array.IndexOf(Whole, (byte)'\n') + 1)];

    public List<string> Warnings { get; } = [];

    /// <summary>Runs the rows.</summary>
    public async Task WriteAsync()
    {
        ScriptedServer server = new();
        server.Guests.Answers((request, index) => (index % 8) switch
        {
            3 => Reply.Of(400),
            5 => Reply.Of(200), // no guest in it
            _ => Reply.Guest(request, index),
        });
        using Connection connection = server.Connect();
        await Finished.RunAsync(connection, GeneratedRows.Take(Rows), new ProvisioningOptions { JournalPath = Path });
        Whole = await File.ReadAllBytesAsync(Path);
    }

    public Task<ProvisioningJournal> OpenAsync() => ProvisioningJournal.OpenAsync(
        Path,
        GuestTarget.Instance,
        new JournalOwner(new Uri("https://usw2.pure.cloud/api/v2/externalusers/guests"), ClientId: null, OrganizationId: null),
        new ProvisioningOptions { Log = diagnostic => Warnings.Add(diagnostic.Message) },
        new ManualClock(),
        CancellationToken.None);

    public void Dispose() => _folder.Dispose();
}
