using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenesysGuest.Benchmarks;

/// <summary>The sides that run in this process.</summary>
internal static class Sides
{
    /// <summary>What a programmer would write who needs no retry, no pacing, no token refresh and no journal.</summary>
    public static async Task<Measurement> BareLoopAsync(SandboxProcess sandbox, long rows, int inFlight)
    {
        using Connection connection = await sandbox.ConnectAsync();
        using HttpClient http = new(new SocketsHttpHandler());
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", await connection.GetAccessTokenAsync());
        http.DefaultRequestHeaders.Accept.ParseAdd("application/json"); // both sides send what the API asks for
        http.DefaultRequestHeaders.UserAgent.ParseAdd("BareLoop/1.0");
        Uri address = sandbox.Environment.GuestsUri;
        return await TimeAsync(rows, () => Parallel.ForEachAsync(
            Numbers(rows), new ParallelOptions { MaxDegreeOfParallelism = inFlight }, async (number, stop) =>
            {
                BareRequest guest = new($"Guest {number}", $"guest{number}@example.com", new(StringComparer.Ordinal) { ["tier"] = "gold", ["locale"] = "en-US" });
                using HttpResponseMessage response = await http.PostAsJsonAsync(address, guest, BareJson.Default.BareRequest, stop);
                response.EnsureSuccessStatusCode();
                BareGuest? created = await response.Content.ReadFromJsonAsync(BareJson.Default.BareGuest, stop);
                _ = created?.Token ?? throw new InvalidOperationException("The answer holds no token.");
            }));
    }

    /// <summary>The library.</summary>
    public static async Task<Measurement> CoreAsync(SandboxProcess sandbox, long rows, int inFlight, string? journal = null)
    {
        using Connection connection = await sandbox.ConnectAsync();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, new ProvisioningOptions { ThrottleLimit = inFlight, JournalPath = journal });
        return await TimeAsync(rows, async () =>
        {
            await foreach (GuestOutcome outcome in provisioner.RunAsync(Rows(rows)))
            {
                if (outcome.Guest is null)
                {
                    throw outcome.Error!;
                }
            }
        });
    }

    public static IEnumerable<GuestRow> Rows(long rows) => Numbers(rows).Select(number => new GuestRow(number, new GuestRequest(
        $"Guest {number}", $"guest{number}@example.com", new Dictionary<string, string>(StringComparer.Ordinal) { ["tier"] = "gold", ["locale"] = "en-US" })));

    private static IEnumerable<long> Numbers(long count)
    {
        for (long number = 1; number <= count; number++)
        {
            yield return number;
        }
    }

    private static async Task<Measurement> TimeAsync(long rows, Func<Task> work)
    {
        GC.Collect();
        using Process self = Process.GetCurrentProcess();
        TimeSpan processor = self.TotalProcessorTime;
        long allocated = GC.GetTotalAllocatedBytes();
        long start = Stopwatch.GetTimestamp();
        await work();
        TimeSpan wall = Stopwatch.GetElapsedTime(start);
        self.Refresh();
        return new Measurement(rows, wall.TotalSeconds, (self.TotalProcessorTime - processor).TotalSeconds, self.PeakWorkingSet64, GC.GetTotalAllocatedBytes() - allocated);
    }
}

internal sealed record BareRequest(string Name, string Email, Dictionary<string, string> CustomAttributes);

internal sealed record BareGuest(string Id, string Name, string Email, string Token, DateTimeOffset CreatedDate, DateTimeOffset UpdatedDate, string SelfUri);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BareRequest))]
[JsonSerializable(typeof(BareGuest))]
internal sealed partial class BareJson : JsonSerializerContext;
