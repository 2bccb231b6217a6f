using GenesysGuest.Sandbox;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>One journalled run that is killed at a point that a seed decides, and then resumed.</summary>
/// <param name="seed">The seed.</param>
internal sealed class KilledRun(int seed)
{
    public const int Rows = 60;

    // The sandbox reads its clock twice for each guest, once before and once as it is made.
    private readonly Killer _killer = new(seed, "guests", Rows, readings: Rows * 2, bytes: Rows * 300);

    /// <summary>What the outcome of a killed run was.</summary>
    /// <param name="Emitted">Guests that the run had handed out before it was killed.</param>
    /// <param name="Recovered">Guests that the resumed run took from the journal.</param>
    /// <param name="Unknown">Rows that the resumed run reported unknown.</param>
    /// <param name="Orphans">Guests of those rows that were on the server.</param>
    /// <param name="Duplicates">Guests too many, of rows that were not unknown.</param>
    public sealed record Report(int Emitted, int Recovered, int Unknown, int Orphans, int Duplicates);

    /// <summary>Runs, kills, resumes, and compares with the server.</summary>
    public async Task<Report> RunAsync()
    {
        using TempFolder folder = new();
        string journal = folder.File("run.jsonl");
        await using SandboxServer server = await _killer.StartSandboxAsync();
        string token = server.IssueAccessToken();
        (Dictionary<long, string> emitted, bool wasKilled) = await _killer.RunAsync(server, token, journal);
        Assert.True(wasKilled, $"Run {seed} came to its end before it was killed.");

        int sentBefore = server.Requests.Guests;
        ConnectionOptions options = new() { UseProxy = false };
        using Connection connection = Opened.With(SandboxRun.EnvironmentOf(server), token, options);
        ProvisioningOptions resume = new() { JournalPath = journal };
        Finished resumed = await Finished.RunAsync(connection, GeneratedRows.Take(Rows), resume);
        int sent = server.Requests.Guests;
        Finished again = await Finished.RunAsync(connection, GeneratedRows.Take(Rows), resume);
        Assert.Equal(sent, server.Requests.Guests);
        Finished retried = await Finished.RunAsync(connection, GeneratedRows.Take(Rows), resume with { RetryUnknown = true });

        Assert.Null(resumed.End);
        Assert.Empty(resumed.Errors.Except([ErrorId.GuestOutcomeUnknown]));
        Assert.Equal(Tokens(resumed), Tokens(again));
        Assert.Empty(retried.Errors);
        Assert.Equal(Numbers(), resumed.Outcomes.Select(outcome => outcome.Row.Number).Order());
        Assert.Equal(Numbers(), retried.Outcomes.Select(outcome => outcome.Row.Number).Order());

        // What was handed out before the kill comes out again.
        SortedDictionary<long, string> recovered = Tokens(resumed);
        Assert.Equal(new SortedDictionary<long, string>(emitted), recovered.Where(pair => emitted.ContainsKey(pair.Key)));
        Assert.Equal(recovered, Tokens(retried).Where(pair => recovered.ContainsKey(pair.Key)));

        ILookup<string, SandboxGuest> made = server.Guests.ToLookup(guest => guest.Email, StringComparer.Ordinal);
        IReadOnlyList<long> unknown = resumed.RowsWith(ErrorId.GuestOutcomeUnknown);
        foreach (GuestOutcome outcome in retried.Outcomes)
        {
            Assert.Contains(made[outcome.Row.Request.Email], guest => Ledger.IsSame(outcome.Guest!, guest));
        }

        Assert.All(unknown, row => Assert.InRange(made[GeneratedRows.Email(row)].Count(), 1, 2));
        return new Report(
            emitted.Count,
            resumed.Guests.Count() - (sent - sentBefore),
            unknown.Count,
            unknown.Sum(row => made[GeneratedRows.Email(row)].Count() - 1),
            Numbers().Except(unknown).Sum(row => made[GeneratedRows.Email(row)].Count() - 1));
    }

    private static IEnumerable<long> Numbers() => Enumerable.Range(1, Rows).Select(number => (long)number);

    private static SortedDictionary<long, string> Tokens(Finished finished) =>
        new(finished.Outcomes.Where(outcome => outcome.Guest is not null).ToDictionary(outcome => outcome.Row.Number, outcome => outcome.Guest!.Token));
}
