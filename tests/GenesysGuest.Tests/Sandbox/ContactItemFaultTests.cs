using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>What goes wrong on demand with single items.</summary>
public sealed class ContactItemFaultTests
{
    [Theory]
    [InlineData(503, null, null, "service.unavailable", true)]
    [InlineData(429, null, null, "too.many.requests", true)]
    [InlineData(409, null, null, "conflict", false)]
    [InlineData(500, false, "broken", "broken", false)]
    [InlineData(400, true, "later", "later", true)]
    public async Task An_item_fails_and_nothing_is_done_with_it(int status, bool? asked, string? askedCode, string code, bool isRetryable)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.EnqueueItem(ItemFault.Status(status, asked, askedCode));

        JsonElement answer = await session.EnrichAsync(ContactCalls.Ada("a"), ContactCalls.Other("b", 1));

        JsonElement failed = ContactCalls.ResultOf(answer, "a");
        JsonElement error = failed.GetProperty("error");
        Assert.Equal((status, status), (ContactCalls.StatusOf(failed), ContactCalls.StatusOf(error)));
        Assert.Equal((code, isRetryable), (error.GetProperty("code").GetString(), error.GetProperty("retryable").GetBoolean()));
        Assert.Equal("a", error.GetProperty("entity").GetProperty("id").GetString());
        Assert.Equal("Other", Assert.Single(session.Server.Contacts).FirstName);
    }

    [Fact]
    public async Task Faults_befall_as_many_items_as_were_asked_for_and_none_that_is_wrong_in_itself()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.EnqueueItem(ItemFault.Status(503), times: 2);
        long planned = session.Server.Faults.Pending;

        JsonElement answer = await session.EnrichAsync(
            ContactCalls.Ada("wrong", ("action", "\"No\"")), ContactCalls.Ada("a"), ContactCalls.Other("b", 1), ContactCalls.Other("c", 2));

        Assert.Equal([400, 503, 503, 201], ((string[])["wrong", "a", "b", "c"]).Select(tracker => ContactCalls.StatusOf(ContactCalls.ResultOf(answer, tracker))));
        Assert.Equal((2, 0, 2), (planned, session.Server.Faults.Pending, session.Server.Faults.Befallen));
    }

    [Fact]
    public async Task The_same_seed_fails_the_same_items()
    {
        async Task<string[]> FailedAsync()
        {
            await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Seed = 7 });
            session.Server.Faults.RateItem(ItemFault.Status(503), 0.3);
            List<string> failed = [];
            for (int batch = 0; batch < 5; batch++)
            {
                JsonElement answer = await session.EnrichAsync([.. Enumerable.Range(batch * 10, 10).Select(number => ContactCalls.Other($"{number}", number))]);
                failed.AddRange(answer.GetProperty("results").EnumerateArray()
                    .Where(result => !result.GetProperty("success").GetBoolean()).Select(result => result.GetProperty("id").GetString()!));
            }

            return [.. failed];
        }

        string[] first = await FailedAsync();

        Assert.Equal(first, await FailedAsync());
        Assert.InRange(first.Length, 5, 25);
    }

    [Fact]
    public async Task A_result_may_be_left_out()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.EnqueueItem(new ItemFault(ItemFaultKind.LeftOut));

        JsonElement answer = await session.EnrichAsync(ContactCalls.Ada("a"), ContactCalls.Other("b", 1));

        Assert.Empty(ContactCalls.ResultsOf(answer, "a"));
        Assert.Equal(2, session.Server.ContactCount);
    }

    [Fact]
    public async Task A_result_may_be_there_twice()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.EnqueueItem(new ItemFault(ItemFaultKind.Doubled));

        JsonElement answer = await session.EnrichAsync(ContactCalls.Ada("a"));

        Assert.Equal(2, ContactCalls.ResultsOf(answer, "a").Length);
        Assert.Equal(1, session.Server.ContactCount);
    }

    [Fact]
    public async Task A_result_may_be_of_somebody_whom_nobody_sent()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.EnqueueItem(new ItemFault(ItemFaultKind.Stranger));

        JsonElement answer = await session.EnrichAsync(ContactCalls.Ada("a"));

        Assert.Equal(2, answer.GetProperty("results").GetArrayLength());
        Assert.True(ContactCalls.ResultOf(answer, "a").GetProperty("success").GetBoolean());
    }

    [Theory]
    [InlineData("Upsert", 201)]
    [InlineData("Update", 404)]
    public async Task A_result_may_have_no_entity(string action, int status)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.EnqueueItem(new ItemFault(ItemFaultKind.WithoutEntity));

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada("a", ("action", $"\"{action}\"")));

        Assert.Equal(status, ContactCalls.StatusOf(result));
        Assert.DoesNotContain("\"entity\"", result.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_that_cannot_be_are_refused()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        FaultPlan faults = session.Server.Faults;

        Assert.Throws<ArgumentOutOfRangeException>(() => ItemFault.Status(399));
        Assert.Throws<ArgumentOutOfRangeException>(() => faults.EnqueueItem(ItemFault.Status(503), times: 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => faults.RateItem(ItemFault.Status(503), 1.1));
    }
}
