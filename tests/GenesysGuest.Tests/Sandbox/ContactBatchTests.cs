using System.Net;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>A request with several contacts as a whole.</summary>
public sealed class ContactBatchTests
{
    private static readonly string[] Ten = [.. Enumerable.Range(0, 10).Select(number => ContactCalls.Other($"row-{number}", number))];

    [Fact]
    public async Task Ten_are_taken_and_their_results_come_in_another_order()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        string[] order = Trackers(await session.EnrichAsync(Ten));

        Assert.Equal(10, session.Server.ContactCount);
        Assert.Equal(Enumerable.Range(0, 10).Select(number => $"row-{number}"), order.Order());
        Assert.NotEqual(order.Order(), order);
    }

    [Fact]
    public async Task The_same_seed_gives_the_same_order()
    {
        async Task<string[]> OrderAsync()
        {
            await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { Seed = 7 });
            return [.. Trackers(await session.EnrichAsync(Ten)), .. Trackers(await session.EnrichAsync(Ten))];
        }

        Assert.Equal(await OrderAsync(), await OrderAsync());
    }

    [Fact]
    public async Task What_is_wrong_with_an_item_costs_that_item_only()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement answer = await session.EnrichAsync(ContactCalls.Other("a", 1), ContactCalls.Ada("b", ("action", "\"Delete\"")), ContactCalls.Other("c", 2));

        Assert.Equal(2, session.Server.ContactCount);
        Assert.Equal(1, answer.GetProperty("errorCount").GetInt32());
        int index = Assert.Single(answer.GetProperty("errorIndexes").EnumerateArray()).GetInt32();
        Assert.Equal("b", answer.GetProperty("results")[index].GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_later_item_meets_what_an_earlier_one_made()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement answer = await session.EnrichAsync(ContactCalls.Ada("a"), ContactCalls.Ada("b", ("contact.lastName", "\"Lovelace\"")));

        Assert.Equal((201, 200), (ContactCalls.StatusOf(ContactCalls.ResultOf(answer, "a")), ContactCalls.StatusOf(ContactCalls.ResultOf(answer, "b"))));
        Assert.Equal("Lovelace", Assert.Single(session.Server.Contacts).LastName);
    }

    [Fact]
    public async Task A_tracker_that_is_there_twice_costs_all_that_bear_it()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement answer = await session.EnrichAsync(ContactCalls.Other("a", 1), ContactCalls.Other("a", 2), ContactCalls.Other("b", 3));

        Assert.Equal([400, 400], ContactCalls.ResultsOf(answer, "a").Select(ContactCalls.StatusOf));
        Assert.Equal(1, session.Server.ContactCount);
    }

    [Fact]
    public async Task A_tracker_comes_back_as_it_was_sent()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada(" Zoë 1 "));

        Assert.Equal(" Zoë 1 ", result.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_dry_run_answers_as_if_and_changes_nothing()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichOneAsync(ContactCalls.Ada("a"));

        JsonElement answer = await session.JsonAsync(
            HttpMethod.Post,
            ContactCalls.Enrich + "?dryRun=true",
            ContactCalls.Batch(ContactCalls.Ada("a", ("contact.firstName", "\"Augusta\"")), ContactCalls.Other("b", 1), ContactCalls.Other("c", 1)));

        Assert.Equal([200, 201, 200], ((string[])["a", "b", "c"]).Select(tracker => ContactCalls.StatusOf(ContactCalls.ResultOf(answer, tracker))));
        Assert.Equal("Augusta", ContactCalls.ResultOf(answer, "a").GetProperty("entity").GetProperty("firstName").GetString());
        Assert.Equal("Ada", Assert.Single(session.Server.Contacts).FirstName);
        Assert.Equal(201, ContactCalls.StatusOf(await session.EnrichOneAsync(ContactCalls.Other("d", 1))));
    }

    [Fact]
    public async Task Results_may_bear_the_ids_of_contacts_where_they_succeeded()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { ResultsBearTrackers = false });

        JsonElement answer = await session.EnrichAsync(ContactCalls.Ada("a"), ContactCalls.Other("b", 1).Replace("Upsert", "Update", StringComparison.Ordinal));

        Assert.Single(ContactCalls.ResultsOf(answer, session.Server.Contacts[0].Id.ToString()));
        Assert.Equal(404, ContactCalls.StatusOf(ContactCalls.ResultOf(answer, "b")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"entities\":[]}")]
    [InlineData("{\"entities\":{}}")]
    [InlineData("{\"entities\":[],\"entities\":[]}")]
    [InlineData("{\"entities\":[{\"id\":\"\\ud800\"}]}")]
    [InlineData("{\"entities\":[{\"id\":\"a\"}],\"dryRun\":true}")]
    public async Task A_body_that_is_no_batch_is_answered_400(string body)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        Assert.Equal(400, await session.StatusAsync(HttpMethod.Post, ContactCalls.Enrich, body));
    }

    [Fact]
    public async Task Eleven_are_too_many()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.AskAsync(
            HttpMethod.Post, ContactCalls.Enrich, ContactCalls.Batch([.. Ten, ContactCalls.Other("row-10", 10)]));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("bad.request", await SandboxSession.MemberAsync(response, "code"));
        Assert.Equal(0, session.Server.ContactCount);
    }

    [Fact]
    public async Task A_dry_run_is_true_or_false()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        Assert.Equal(400, await session.StatusAsync(HttpMethod.Post, ContactCalls.Enrich + "?dryRun=yes", ContactCalls.Batch(ContactCalls.Ada("a"))));
        Assert.Equal(200, await session.StatusAsync(HttpMethod.Post, ContactCalls.Enrich + "?dryRun=false", ContactCalls.Batch(ContactCalls.Ada("a"))));
        Assert.Equal(1, session.Server.ContactCount);
    }

    private static string[] Trackers(JsonElement answer) =>
        [.. answer.GetProperty("results").EnumerateArray().Select(result => result.GetProperty("id").GetString()!)];
}
