using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>Contacts are found, shown and removed, and what they may refer to is listed.</summary>
public sealed class ContactDirectoryTests
{
    [Fact]
    public async Task A_contact_is_looked_up_by_its_external_id_and_its_email()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichAsync(ContactCalls.Other("a", 1), ContactCalls.Ada("b"));
        Guid ada = session.Server.Contacts[1].Id;

        JsonElement byId = await LookUpAsync(session, $$"""{"type":"ExternalId","value":"crm-1","externalSource":{"id":"{{ContactCalls.Source}}"} }""");
        JsonElement byEmail = await LookUpAsync(session, """{"type":"Email","value":"Ada@Example.com"}""");

        Assert.Equal((ada, ada), (byId.GetProperty("id").GetGuid(), byEmail.GetProperty("id").GetGuid()));
    }

    [Theory]
    [InlineData("""{"type":"Email","value":"nobody@example.com"}""", 404)]
    [InlineData("""{"type":"Phone","value":"+4930123456"}""", 404)]
    [InlineData("""{"type":"ExternalId","value":"crm-1"}""", 400)]
    [InlineData("""{"type":"Mail","value":"nobody@example.com"}""", 400)]
    [InlineData("""{"value":"nobody@example.com"}""", 400)]
    public async Task A_lookup_without_a_find_and_one_that_is_wrong_differ(string identifier, int status)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        Assert.Equal(status, await session.StatusAsync(HttpMethod.Post, "identifierlookup/contacts", identifier));
    }

    [Fact]
    public async Task Of_several_contacts_with_an_email_the_oldest_is_found()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        (string, string?) email = ("contact.workEmail", "\"all@example.com\"");
        await session.EnrichAsync(ContactCalls.Ada("a", ("contact.firstName", "\"First\""), email));
        await session.EnrichAsync(ContactCalls.Other("b", 1).Replace("\"Other\"", "\"Second\",\"otherEmail\":\"all@example.com\"", StringComparison.Ordinal));

        JsonElement first = await LookUpAsync(session, """{"type":"Email","value":"all@example.com"}""");
        await session.StatusAsync(HttpMethod.Delete, $"contacts/{first.GetProperty("id").GetGuid()}");
        JsonElement second = await LookUpAsync(session, """{"type":"Email","value":"all@example.com"}""");

        Assert.Equal(("First", "Second"), (first.GetProperty("firstName").GetString(), second.GetProperty("firstName").GetString()));
    }

    [Fact]
    public async Task An_email_that_was_replaced_finds_nobody()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichOneAsync(ContactCalls.Ada("a"));
        await session.EnrichOneAsync(ContactCalls.Ada("b", ("contact.workEmail", "\"new@example.com\"")));

        Assert.Equal(404, await session.StatusAsync(HttpMethod.Post, "identifierlookup/contacts", """{"type":"Email","value":"ada@example.com"}"""));
    }

    [Fact]
    public async Task A_contact_is_shown_until_it_is_removed()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichOneAsync(ContactCalls.Ada("a"));
        string address = $"contacts/{session.Server.Contacts[0].Id}";

        JsonElement shown = await session.JsonAsync(HttpMethod.Get, address);

        Assert.Equal("Ada", shown.GetProperty("firstName").GetString());
        Assert.Equal("/api/v2/externalcontacts/" + address, shown.GetProperty("selfUri").GetString());
        Assert.Equal(200, await session.StatusAsync(HttpMethod.Delete, address));
        Assert.Equal(404, await session.StatusAsync(HttpMethod.Get, address));
        Assert.Equal(404, await session.StatusAsync(HttpMethod.Delete, address));
    }

    [Fact]
    public async Task Many_are_removed_and_each_is_told_apart()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichAsync(ContactCalls.Ada("a"), ContactCalls.Other("b", 1));
        string[] ids = [.. session.Server.Contacts.Select(contact => contact.Id.ToString()), "unknown"];

        JsonElement answer = await session.JsonAsync(
            HttpMethod.Post, "bulk/contacts/remove", JsonSerializer.Serialize(new { entities = ids.Select(id => new { id }) }));

        Assert.Equal(0, session.Server.ContactCount);
        Assert.Equal([204, 204, 404], answer.GetProperty("results").EnumerateArray().Select(ContactCalls.StatusOf));
        Assert.Equal("[2]", answer.GetProperty("errorIndexes").GetRawText());
        Assert.Equal("unknown", ContactCalls.ResultOf(answer, "unknown").GetProperty("error").GetProperty("entity").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"entities":[]}""")]
    [InlineData("""{"entities":["x"]}""")]
    [InlineData("""{"entities":[{}]}""")]
    [InlineData("""{"ids":["x"]}""")]
    public async Task A_removal_of_nothing_is_answered_400(string body)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        Assert.Equal(400, await session.StatusAsync(HttpMethod.Post, "bulk/contacts/remove", body));
    }

    [Fact]
    public async Task Sources_are_listed_with_the_one_that_is_retired()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement listing = await session.JsonAsync(HttpMethod.Get, "externalsources");

        Assert.Equal(
            [(ContactCalls.Source, "CRM", true), (SandboxExternalSource.Retired.Id, "Old CRM", false)],
            listing.GetProperty("entities").EnumerateArray().Select(source =>
                (source.GetProperty("id").GetString()!, source.GetProperty("name").GetString()!, source.GetProperty("active").GetBoolean())));
    }

    [Fact]
    public async Task A_schema_is_listed_with_its_fields()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement listing = await session.JsonAsync(HttpMethod.Get, "contacts/schemas");

        Assert.Equal(1, listing.GetProperty("total").GetInt32());
        JsonElement schema = listing.GetProperty("entities")[0];
        Assert.Equal((SandboxContactSchema.Default.Id, 2), (schema.GetProperty("id").GetString(), schema.GetProperty("version").GetInt32()));
        Assert.Equal(
            ["tier_text #/definitions/text", "orders_number #/definitions/number", "newsletter_checkbox #/definitions/checkbox"],
            schema.GetProperty("jsonSchema").GetProperty("properties").EnumerateObject()
                .Select(field => $"{field.Name} {field.Value.GetProperty("allOf")[0].GetProperty("$ref").GetString()}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("contacts/")]
    [InlineData("externalsources/")]
    [InlineData("bulk/contacts")]
    public async Task Another_address_is_answered_404(string address)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        Assert.Equal(404, await session.StatusAsync(HttpMethod.Get, address));
    }

    private static Task<JsonElement> LookUpAsync(SandboxSession session, string identifier) =>
        session.JsonAsync(HttpMethod.Post, "identifierlookup/contacts", identifier);
}
