using System.Diagnostics;
using System.Net.Http.Headers;

namespace GenesysGuest.Benchmarks;

/// <summary>The sides that run in this process.</summary>
internal static class Sides
{
    /// <summary>What a programmer would write who needs no retry, no pacing, no token refresh and no journal.</summary>
    public static async Task<Measurement> BareLoopAsync(Target target, SandboxProcess sandbox, long rows, int inFlight)
    {
        using Connection connection = await sandbox.ConnectAsync();
        using HttpClient http = new(new SocketsHttpHandler());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await connection.GetAccessTokenAsync());
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json"); // both sides send what the API asks for
        http.DefaultRequestHeaders.UserAgent.ParseAdd("BareLoop/1.0");
        return await TimeAsync(target, sandbox, rows, () => Parallel.ForEachAsync(
            Numbers(rows, target.RowsPerRequest), new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (first, stop) =>
            {
                int count = (int)Math.Min(target.RowsPerRequest, rows - first + 1);
                using HttpResponseMessage answer = await target.PostAsync(http, sandbox, first, count, stop);
                answer.EnsureSuccessStatusCode();
                await target.CheckAsync(answer, first, count, stop);
            }));
    }

    /// <summary>The library.</summary>
    public static async Task<Measurement> CoreAsync(Target target, SandboxProcess sandbox, long rows, int inFlight, string? journal = null)
    {
        using Connection connection = await sandbox.ConnectAsync();
        (Provisioner provisioner, IAsyncEnumerable<ProvisioningOutcome> outcomes) = await target.OpenAsync(
            sandbox, connection, new ProvisioningOptions { ThrottleLimit = inFlight, JournalPath = journal }, rows);
        using (provisioner)
        {
            return await TimeAsync(target, sandbox, rows, async () =>
            {
                await foreach (ProvisioningOutcome outcome in outcomes)
                {
                    if (outcome.Error is { } error)
                    {
                        throw error;
                    }
                }
            });
        }
    }

    /// <summary>Counts from 1.</summary>
    /// <param name="last">The last number at most.</param>
    /// <param name="step">From each to the next.</param>
    public static IEnumerable<long> Numbers(long last, int step = 1)
    {
        for (long number = 1; number <= last; number += step)
        {
            yield return number;
        }
    }

    private static async Task<Measurement> TimeAsync(Target target, SandboxProcess sandbox, long rows, Func<Task> work)
    {
        long requests = (await sandbox.CountsAsync(target)).Requests;
        GC.Collect();
        using Process self = Process.GetCurrentProcess();
        TimeSpan processor = self.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        await work();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        self.Refresh();
        Measurement measurement = new(rows, wall.TotalSeconds, (self.TotalProcessorTime - processor).TotalSeconds, self.PeakWorkingSet64, GC.GetTotalAllocatedBytes() - allocated);
        return measurement with { Requests = (await sandbox.CountsAsync(target)).Requests - requests };
    }
}
