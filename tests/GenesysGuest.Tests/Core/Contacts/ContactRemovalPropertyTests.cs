using System.Text.Json.Nodes;
using CsCheck;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Whatever befalls requests, items and results: each row has one outcome, a true one, and whoever was asked for is gone in the end.</summary>
public sealed class ContactRemovalPropertyTests
{
    [Fact]
    public void Each_row_leaves_once_and_as_what_it_is() => Gen.Select(Gen.Int[1, 40].Array[1, 60], Gen.Int, Gen.Int[0, 3]).Sample(
        (contacts, seed, retries) => RunAsync(contacts, seed, retries).GetAwaiter().GetResult(), iter: 300, threads: 1);

    private static async Task RunAsync(int[] contacts, int seed, int retries)
    {
        Random dice = new(seed);
        RemovalService service = new(contacts: 30); // the others are not there
        double lost = dice.NextDouble() * 0.3;
        double later = dice.NextDouble() * 0.3;
        double odd = dice.NextDouble() * 0.3;
        service.Request = _ => dice.NextDouble() >= lost ? null : dice.Next(5) switch
        {
            4 => (Reply.Json(200, """{"results":[""").CutOff(), true),
            0 => (Reply.Lost, true),
            1 => (Reply.Of(502), true),
            2 => (Reply.Of(503), false),
            _ => (Reply.Of(429), false),
        };
        service.Item = (_, _) => dice.NextDouble() < later ? RemovalService.Failed(429, "try.later", retryable: true) : null;
        service.Results = results => Disturb(results, dice, odd);
        ProvisioningOptions options = new() { MaxRetryCount = retries, OutageTimeout = TimeSpan.FromHours(1) };

        IReadOnlyList<ContactRemovalOutcome> outcomes = await service.RunAsync(RemovalService.Rows(contacts), options);

        Assert.Equal(Enumerable.Range(1, contacts.Length).Select(row => (long)row), outcomes.Select(outcome => outcome.Row.Number));
        HashSet<string> isTwice = [.. contacts.GroupBy(contact => contact).Where(group => group.Count() > 1).Select(group => RemovalService.IdOf(group.Key))];
        Assert.All(outcomes, outcome =>
        {
            Assert.True((outcome.Contact is null) != (outcome.Error is null));
            Assert.False(outcome.Contact is not null && service.There.Contains(outcome.Row.ContactId), $"{outcome}: it is there still.");
            bool wasThere = string.CompareOrdinal(outcome.Row.ContactId, RemovalService.IdOf(30)) <= 0;
            Assert.False(
                outcome.Error?.ErrorId == ErrorId.ContactNotFound && wasThere && !isTwice.Contains(outcome.Row.ContactId), $"{outcome}: this run removed it.");
            Assert.True(
                outcome.Error?.ErrorId is null or ErrorId.ContactNotFound or ErrorId.ServiceUnavailable or ErrorId.RateLimited or ErrorId.UnexpectedResponse, $"{outcome}");
        });

        service.Request = _ => null;
        service.Item = (_, _) => null;
        service.Results = _ => { };
        IReadOnlyList<ContactRemovalOutcome> second = await service.RunAsync(outcomes.Where(outcome => outcome.Error is not null).Select(outcome => outcome.Row), options);

        Assert.All(second, outcome => Assert.True(outcome.Error?.ErrorId is null or ErrorId.ContactNotFound, $"{outcome}"));
        Assert.DoesNotContain(contacts.Select(RemovalService.IdOf), service.There.Contains);
    }

    private static void Disturb(List<JsonObject> results, Random dice, double odd)
    {
        if (dice.NextDouble() >= odd)
        {
            return;
        }

        JsonObject one = results[dice.Next(results.Count)];
        switch (dice.Next(4))
        {
            case 0: results.Remove(one); break;
            case 1: results.Add((JsonObject)one.DeepClone()); break;
            case 2: one["id"] = "a stranger"; break;
            default: one["error"] = new JsonObject(); break;
        }
    }
}
