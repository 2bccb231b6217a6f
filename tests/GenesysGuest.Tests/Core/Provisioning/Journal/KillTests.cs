using System.Collections.Concurrent;
using Xunit.Abstractions;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>kill -9 at any point of a journalled run.</summary>
public class KillTests(ITestOutputHelper output)
{
    private const int Kills = 40;
    private const int ContactRuns = 6;

    [Fact]
    public async Task After_a_kill_at_any_point_no_guest_is_made_twice_and_no_token_is_lost()
    {
        ConcurrentBag<KilledRun.Report> reports = [];
        await Parallel.ForEachAsync(
            Enumerable.Range(1, Kills), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) => reports.Add(await new KilledRun(seed).RunAsync()));

        output.WriteLine(
            $"{Kills} kills in {Kills * KilledRun.Rows} rows: {reports.Sum(r => r.Emitted)} guests handed out before, {reports.Sum(r => r.Recovered)} from journals after; "
            + $"{reports.Sum(r => r.Unknown)} rows unknown, {reports.Sum(r => r.Orphans)} of them on the server; {reports.Sum(r => r.Duplicates)} duplicates.");
        Assert.Equal(Kills, reports.Count);
        Assert.Equal(0, reports.Sum(r => r.Duplicates));
        Assert.True(reports.Sum(r => r.Emitted) > Kills, "The kills came too early to show anything.");
        Assert.True(reports.Sum(r => r.Unknown) > 0, "No kill met a row that was under way.");
    }

    [Fact]
    public async Task After_kills_at_any_points_every_contact_is_there_once_and_what_was_handed_out_is_not_written_again()
    {
        ConcurrentBag<KilledContactRun.Report> reports = [];
        await Parallel.ForEachAsync(
            Enumerable.Range(1, ContactRuns), new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (seed, _) => reports.Add(await new KilledContactRun(seed).RunAsync()));

        output.WriteLine(
            $"{reports.Sum(r => r.Kills)} kills in {ContactRuns} runs: {reports.Sum(r => r.Emitted)} contacts handed out before, {reports.Sum(r => r.Recovered)} from journals after; "
            + $"{reports.Sum(r => r.WrittenAgain)} written again.");
        Assert.True(reports.Sum(r => r.Kills) > ContactRuns, "The kills came too late.");
        Assert.True(reports.Sum(r => r.Emitted) > 10 * ContactRuns, "The kills came too early to show anything.");
        Assert.True(reports.Sum(r => r.WrittenAgain) > 0, "No kill met a row that was under way.");
    }
}
