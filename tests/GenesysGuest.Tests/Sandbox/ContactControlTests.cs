using System.Net;
using System.Text;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>Contacts under the control of tests and of other processes.</summary>
public sealed class ContactControlTests
{
    [Fact]
    public async Task Contacts_are_listed_and_can_be_forgotten()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichAsync(ContactCalls.Ada("a"), ContactCalls.Other("b", 1));

        JsonElement contacts = await GetAsync(session, "contacts");
        HttpStatusCode forgotten = await ControlAsync(session, HttpMethod.Delete, "contacts");

        Assert.Equal(["Ada", "Other"], contacts.EnumerateArray().Select(contact => contact.GetProperty("firstName").GetString()!));
        Assert.Equal("crm-1", contacts[0].GetProperty("externalIds")[0].GetProperty("value").GetString());
        Assert.Equal(HttpStatusCode.NoContent, forgotten);
        Assert.Empty(session.Server.Contacts);
        Assert.Equal(404, await session.StatusAsync(HttpMethod.Post, "identifierlookup/contacts", """{"type":"Email","value":"ada@example.com"}"""));
    }

    [Fact]
    public async Task Counts_tell_what_was_asked()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(Fault.Status(429), target: FaultTarget.Contacts);
        await session.StatusAsync(HttpMethod.Post, ContactCalls.Enrich, "{}");
        await session.EnrichAsync(ContactCalls.Ada("a"), ContactCalls.Other("b", 1));
        await session.StatusAsync(HttpMethod.Get, "externalsources");

        JsonElement counts = await GetAsync(session, "counts");

        Assert.Equal((2, 2, 1), (
            counts.GetProperty("contacts").GetInt32(), counts.GetProperty("contactRequests").GetInt32(), counts.GetProperty("contactsThrottled").GetInt32()));
    }

    [Fact]
    public async Task Faults_of_requests_and_of_items_can_be_planned()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        await ControlAsync(session, HttpMethod.Post, "faults", """{"kind":"status-502","target":"contacts"}""");
        await ControlAsync(session, HttpMethod.Post, "faults", """{"item":"status-503","code":"busy","retryable":false}""");
        await ControlAsync(session, HttpMethod.Post, "faults", """{"item":"left-out","probability":1}""");
        int status = await session.StatusAsync(HttpMethod.Post, ContactCalls.Enrich, ContactCalls.Batch(ContactCalls.Ada("a")));
        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada("a"));
        JsonElement last = await session.EnrichAsync(ContactCalls.Ada("a"));

        Assert.Equal((502, 503), (status, ContactCalls.StatusOf(result)));
        JsonElement error = result.GetProperty("error");
        Assert.Equal(("busy", false), (error.GetProperty("code").GetString(), error.GetProperty("retryable").GetBoolean()));
        Assert.Equal(0, last.GetProperty("results").GetArrayLength());
    }

    [Fact]
    public async Task Planned_faults_of_items_can_be_forgotten()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await ControlAsync(session, HttpMethod.Post, "faults", """{"item":"status-503","times":5}""");

        await ControlAsync(session, HttpMethod.Delete, "faults");

        Assert.Equal(0, session.Server.Faults.Pending);
        Assert.Equal(201, ContactCalls.StatusOf(await session.EnrichOneAsync(ContactCalls.Ada("a"))));
    }

    [Theory]
    [InlineData("""{"item":"no-such-fault"}""")]
    [InlineData("""{"item":"status-200"}""")]
    [InlineData("""{"item":"status-503-maybe"}""")]
    [InlineData("""{"item":"status-503","status":200}""")]
    [InlineData("""{"item":"status-503","target":"contacts"}""")]
    [InlineData("""{"item":"status-503","kind":"hang"}""")]
    [InlineData("""{"item":"status-503","times":0}""")]
    [InlineData("""{"kind":"hang","retryable":true}""")]
    [InlineData("""{"kind":"missing-id","target":"contacts"}""")]
    public async Task A_fault_that_cannot_be_is_answered_400(string body)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, await ControlAsync(session, HttpMethod.Post, "faults", body));
        Assert.Equal(0, session.Server.Faults.Pending);
    }

    [Fact]
    public async Task Sources_schemas_and_divisions_are_those_of_the_options()
    {
        SandboxExternalSource shop = new("shop-1", "Shop");
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions
        {
            ExternalSources = [shop],
            ContactSchemas = [],
            Divisions = [SandboxDivision.Sales],
        });

        JsonElement sources = await session.JsonAsync(HttpMethod.Get, "externalsources");
        JsonElement schemas = await session.JsonAsync(HttpMethod.Get, "contacts/schemas");
        await session.EnrichOneAsync(ContactCalls.Other("a", 1).Replace(ContactCalls.Source, "SHOP-1", StringComparison.Ordinal));

        Assert.Equal("Shop", Assert.Single(sources.GetProperty("entities").EnumerateArray()).GetProperty("name").GetString());
        Assert.Equal(0, schemas.GetProperty("total").GetInt32());
        SandboxContact contact = Assert.Single(session.Server.Contacts);
        Assert.Equal((SandboxDivision.Sales.Id, "shop-1"), (contact.DivisionId, contact.ExternalIds[0].SourceId));
    }

    [Fact]
    public async Task There_must_be_a_division() =>
        await Assert.ThrowsAsync<ArgumentException>(() => SandboxServer.StartAsync(new SandboxOptions { Divisions = [] }));

    private static async Task<JsonElement> GetAsync(SandboxSession session, string path) =>
        JsonElement.Parse(await session.Http.GetStringAsync(new Uri(session.Server.ControlUri, path)));

    private static async Task<HttpStatusCode> ControlAsync(SandboxSession session, HttpMethod method, string path, string? body = null)
    {
        using HttpRequestMessage request = new(method, new Uri(session.Server.ControlUri, path))
        {
            Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json"),
        };
        using HttpResponseMessage response = await session.Http.SendAsync(request);
        return response.StatusCode;
    }
}
