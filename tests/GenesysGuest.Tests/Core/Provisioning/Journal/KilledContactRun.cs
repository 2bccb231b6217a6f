using GenesysGuest.Sandbox;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>One journalled run of contacts that is killed again and again, and then resumed to its end.</summary>
/// <param name="seed">Decides at which points.</param>
internal sealed class KilledContactRun(int seed)
{
    private const int Lives = 3;
    private const int Rows = 300;

    // The sandbox reads its clock once for each contact, and once for the ten of a request.
    private readonly Killer _killer = new(seed, "contacts", Rows, readings: Rows * 11 / 10, bytes: Rows * 300);

    /// <summary>What happened.</summary>
    /// <param name="Kills">How often it was killed.</param>
    /// <param name="Emitted">Contacts that were handed out before it went on for the last time.</param>
    /// <param name="Recovered">Contacts that it took from the journal then.</param>
    /// <param name="WrittenAgain">Contacts of the others that were on the server already.</param>
    public sealed record Report(int Kills, int Emitted, int Recovered, int WrittenAgain);

    /// <summary>Runs, kills, resumes, and compares with the server.</summary>
    public async Task<Report> RunAsync()
    {
        using TempFolder folder = new();
        string journal = folder.File("run.jsonl");
        await using SandboxServer server = await _killer.StartSandboxAsync();
        string token = server.IssueAccessToken(scope: SandboxOptions.ContactScope);
        Dictionary<long, SandboxContact> emitted = [];
        int kills = 0;
        for (int life = 0; life < Lives; life++)
        {
            (Dictionary<long, string> now, bool wasKilled) = await _killer.RunAsync(server, token, journal);
            kills += wasKilled ? 1 : 0;
            Dictionary<string, SandboxContact> there = server.Contacts.ToDictionary(contact => contact.Id.ToString(), StringComparer.Ordinal);
            foreach ((long row, string id) in now)
            {
                Assert.Contains(id, there.Keys);
                Assert.Same(there[id], emitted.TryAdd(row, there[id]) ? there[id] : emitted[row]);
            }
        }

        using Connection connection = Opened.With(SandboxRun.EnvironmentOf(server), token, new ConnectionOptions { UseProxy = false });
        IReadOnlyList<ContactOutcome> resumed = await RunAsync(connection, journal);
        int sent = server.Requests.Contacts;
        IReadOnlyList<ContactOutcome> again = await RunAsync(connection, journal);
        Assert.Equal(sent, server.Requests.Contacts);
        Assert.Equal(resumed.Select(outcome => outcome.Contact), again.Select(outcome => outcome.Contact));

        // Every row comes out, and is there once, with what it says.
        Assert.Equal(GeneratedContacts.Take(Rows).Select(row => row.Number), resumed.Select(outcome => outcome.Row.Number));
        Dictionary<string, SandboxContact> made = server.Contacts.ToDictionary(contact => contact.WorkEmail!, StringComparer.Ordinal);
        Assert.Equal(Rows, made.Count);
        Assert.All(resumed, outcome =>
        {
            SandboxContact contact = made[outcome.Row.Request.Email!];
            Assert.Equal((contact.Id.ToString(), contact.FirstName, contact.LastName), (outcome.Contact?.Id, outcome.Row.Request.FirstName, outcome.Row.Request.LastName));
        });

        // What was handed out before a kill comes from the journal, and nobody touched it since.
        Assert.All(resumed.Where(outcome => emitted.ContainsKey(outcome.Row.Number)), outcome =>
        {
            Assert.True(outcome.IsFromJournal, $"Row {outcome.Row.Number} was sent again.");
            Assert.Same(emitted[outcome.Row.Number], made[outcome.Row.Request.Email!]);
        });
        return new Report(
            kills, emitted.Count, resumed.Count(outcome => outcome.IsFromJournal), resumed.Count(outcome => outcome is { IsFromJournal: false, Contact.Change: ContactChange.Updated or ContactChange.Unchanged }));
    }

    private static async Task<IReadOnlyList<ContactOutcome>> RunAsync(Connection connection, string journal)
    {
        using ContactProvisioner provisioner = await ContactProvisioner.OpenAsync(connection, options: new ProvisioningOptions { JournalPath = journal });
        List<ContactOutcome> outcomes = [];
        await foreach (ContactOutcome outcome in provisioner.RunAsync(GeneratedContacts.Take(Rows)))
        {
            outcomes.Add(outcome);
        }

        return [.. outcomes.OrderBy(outcome => outcome.Row.Number)];
    }
}
