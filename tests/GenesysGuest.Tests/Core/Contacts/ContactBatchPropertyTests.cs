using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Whatever befalls requests, items and results: each row has one outcome, a true one, and nobody is there twice.</summary>
public sealed class ContactBatchPropertyTests
{
    [Fact]
    public void Each_row_leaves_once_and_as_what_it_is() => Gen.Select(Gen.Int[1, 60], Gen.Int, Gen.Int[0, 3]).Sample(
        (rows, seed, retries) => RunAsync(rows, seed, retries).GetAwaiter().GetResult(), iter: 400, threads: 1);

    private static async Task RunAsync(int rows, int seed, int retries)
    {
        Random dice = new(seed);
        HashSet<string> bad = Some(dice, rows, 0.1);
        HashSet<string> poison = Some(dice, rows, 0.05);
        double lost = dice.NextDouble() * 0.3;
        double odd = dice.NextDouble() * 0.3;
        double later = dice.NextDouble() * 0.3;
        ContactsService service = new();
        service.Request = (_, entities) => entities.Any(entity => poison.Contains(Tracker(entity))) ? Reply.GenesysError(400, "bad.request")
            : dice.NextDouble() < lost ? dice.Next(3) switch { 0 => Reply.Lost, 1 => Reply.Of(503), _ => Reply.Of(429) }
            : null;
        service.Item = (entity, _) => bad.Contains(Tracker(entity)) ? ContactsService.Failed(entity, 400, "invalid.value")
            : dice.NextDouble() < later ? ContactsService.Failed(entity, 503, "try.later", retryable: true)
            : null;
        service.Results = results => Disturb(results, dice, odd);

        IReadOnlyList<ContactOutcome> outcomes = await service.RunAsync(ContactRows.Take(rows), new ProvisioningOptions { MaxRetryCount = retries, OutageTimeout = TimeSpan.FromHours(1) });

        Assert.Equal(Enumerable.Range(1, rows).Select(row => (long)row), outcomes.Select(outcome => outcome.Row.Number));
        Assert.All(outcomes, outcome =>
        {
            string tracker = $"{outcome.Row.Number}";
            ErrorId? expected = poison.Contains(tracker) || bad.Contains(tracker) ? ErrorId.ContactRejected : null;
            Assert.True((outcome.Contact is null) != (outcome.Error is null));
            Assert.True(
                outcome.Error?.ErrorId == expected || outcome.Error?.ErrorId is ErrorId.ServiceUnavailable or ErrorId.RateLimited or ErrorId.UnexpectedResponse,
                $"Row {tracker}, {expected}: {outcome}");
            Assert.False(expected is not null && outcome.Contact is not null, $"Row {tracker} was refused, and is a contact.");
        });
        string[] ids = [.. outcomes.Select(outcome => outcome.Contact?.Id).OfType<string>()];
        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(service.Count, ids.Length, rows);
        Assert.All(service.Batches, batch => Assert.InRange(batch.Length, 1, 10));
    }

    private static void Disturb(List<JsonObject> results, Random dice, double odd)
    {
        if (results.Count == 0 || dice.NextDouble() >= odd)
        {
            return;
        }

        JsonObject one = results[dice.Next(results.Count)];
        switch (dice.Next(4))
        {
            case 0: results.Remove(one); break;
            case 1: results.Add((JsonObject)one.DeepClone()); break;
            case 2: one["id"] = "a stranger"; break;
            default: one.Remove("entity"); break;
        }
    }

    private static HashSet<string> Some(Random dice, int rows, double share) =>
        [.. Enumerable.Range(1, rows).Where(_ => dice.NextDouble() < share).Select(row => $"{row}")];

    private static string Tracker(JsonElement entity) => entity.GetProperty("id").GetString()!;
}
