using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>What becomes of items that are right.</summary>
public sealed class ContactEnrichTests
{
    [Fact]
    public async Task A_contact_that_is_not_found_is_made()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada("row-1"));

        SandboxContact ada = Assert.Single(session.Server.Contacts);
        JsonElement entity = result.GetProperty("entity");
        Assert.Equal(("row-1", true, 201), (result.GetProperty("id").GetString(), result.GetProperty("success").GetBoolean(), ContactCalls.StatusOf(result)));
        Assert.Equal(ada.Id, entity.GetProperty("id").GetGuid());
        Assert.Equal(("Ada", "ada@example.com"), (ada.FirstName, ada.WorkEmail));
        Assert.Equal([new SandboxExternalId(ContactCalls.Source, "crm-1")], ada.ExternalIds);
        Assert.Equal(SandboxDivision.Home.Id, ada.DivisionId);
        Assert.Equal("2030-01-02T12:00:00.000Z", entity.GetProperty("createDate").GetString());
    }

    [Fact]
    public async Task A_contact_that_is_found_gets_what_is_given_and_keeps_the_rest()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichOneAsync(ContactCalls.Ada("row-1"));
        SandboxContact before = Assert.Single(session.Server.Contacts);
        session.Clock.Advance(TimeSpan.FromMinutes(1));

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada("row-2", ("contact", """{"lastName":"Lovelace","firstName":null}""")));

        SandboxContact after = Assert.Single(session.Server.Contacts);
        Assert.Equal(200, ContactCalls.StatusOf(result));
        Assert.Equal((before.Id, "Ada", "Lovelace", "ada@example.com"), (after.Id, after.FirstName, after.LastName, after.WorkEmail));
        Assert.Equal(TimeSpan.FromMinutes(1), after.ModifyDate - after.CreateDate);
    }

    [Fact]
    public async Task What_changes_nothing_leaves_the_date_of_the_last_change_as_it_was()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichOneAsync(ContactCalls.Ada("row-1"));
        SandboxContact before = Assert.Single(session.Server.Contacts);
        session.Clock.Advance(TimeSpan.FromMinutes(1));

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada("row-2"));

        Assert.Equal(200, ContactCalls.StatusOf(result));
        Assert.Equal(before.CreateDate, Assert.Single(session.Server.Contacts).ModifyDate);
    }

    [Fact]
    public async Task Identifiers_are_looked_up_in_their_order()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichAsync(ContactCalls.Ada("a"), ContactCalls.Other("b", 1));
        string both = $$"""
            [{"type":"Phone","value":"+4930123456"},{"type":"Email","value":"ADA@example.com"},
             {"type":"ExternalId","value":"other-1","externalSource":{"id":"{{ContactCalls.Source}}"} }]
            """;

        await session.EnrichOneAsync(ContactCalls.Ada("c", ("matchingIdentifiers", both), ("contact", """{"title":"Found"}""")));

        Assert.Equal(["Found", null], session.Server.Contacts.Select(contact => contact.Title));
    }

    [Fact]
    public async Task A_contact_that_is_to_be_new_and_is_there_is_a_conflict()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement first = await session.EnrichOneAsync(ContactCalls.Ada("a", ("action", "\"Insert\"")));
        JsonElement second = await session.EnrichOneAsync(ContactCalls.Ada("b", ("action", "\"Insert\"")));

        Assert.Equal((201, 409), (ContactCalls.StatusOf(first), ContactCalls.StatusOf(second)));
        Assert.Equal("conflict", second.GetProperty("error").GetProperty("code").GetString());
        Assert.Equal(1, session.Server.ContactCount);
    }

    [Fact]
    public async Task A_contact_that_is_to_be_there_and_is_not_is_not_found()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada("a", ("action", "\"Update\"")));

        Assert.Equal(404, ContactCalls.StatusOf(result));
        Assert.Equal(0, session.Server.ContactCount);
    }

    [Fact]
    public async Task The_sandbox_says_that_it_does_not_merge()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada("a", ("action", "\"Merge\"")));

        Assert.Equal("sandbox.does.not.merge", result.GetProperty("error").GetProperty("code").GetString());
    }

    [Fact]
    public async Task An_external_id_belongs_to_one_contact()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichOneAsync(ContactCalls.Ada("a"));

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada("b", ("matchingIdentifiers", """[{"type":"Email","value":"b@example.com"}]""")));

        Assert.Equal(409, ContactCalls.StatusOf(result));
        Assert.Equal(1, session.Server.ContactCount);
    }

    [Theory]
    [InlineData("PreferProvided", "Augusta", "Lovelace")]
    [InlineData("PreferExisting", "Ada", "Lovelace")]
    [InlineData("AlwaysUseProvided", "Augusta", null)]
    public async Task A_rule_says_what_a_field_is_afterwards(string action, string firstName, string? lastName)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        await session.EnrichOneAsync(ContactCalls.Ada("a", ("contact.lastName", "\"Lovelace\"")));

        await session.EnrichOneAsync(ContactCalls.Ada(
            "b", ("contact.firstName", "\"Augusta\""), ("fieldRules", $$"""{"defaultAction":"{{action}}"}""")));

        SandboxContact ada = Assert.Single(session.Server.Contacts);
        Assert.Equal((firstName, lastName), (ada.FirstName, ada.LastName));
    }

    [Fact]
    public async Task Custom_fields_and_the_division_are_kept()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        SandboxContactSchema schema = SandboxContactSchema.Default;

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada(
            "a",
            ("division", $$"""{"id":"{{SandboxDivision.Sales.Id}}"}"""),
            ("contact.schema", $$"""{"id":"{{schema.Id}}","version":{{schema.Version}}}"""),
            ("contact.customFields", """{"tier_text":"gold","orders_number":3,"newsletter_checkbox":true}""")));

        SandboxContact ada = Assert.Single(session.Server.Contacts);
        Assert.Equal(SandboxDivision.Sales.Id, ada.DivisionId);
        Assert.Equal("gold", ada.CustomFields["tier_text"].GetString());
        Assert.Equal("""{"tier_text":"gold","orders_number":3,"newsletter_checkbox":true}""", result.GetProperty("entity").GetProperty("customFields").GetRawText());
        Assert.Equal(schema.Version, result.GetProperty("entity").GetProperty("schema").GetProperty("version").GetInt32());
    }
}
