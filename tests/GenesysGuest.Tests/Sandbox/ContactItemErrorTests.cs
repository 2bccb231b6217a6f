using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>What can be wrong with an item, and how it is told.</summary>
public sealed class ContactItemErrorTests
{
    private const string Schema = """{"id":"5c5c5c5c-0000-4000-8000-000000000001","version":2}""";

    public static TheoryData<string, string?, string> Wrong => new()
    {
        { "id", null, "id" },
        { "id", "7", "id" },
        { "action", null, "action" },
        { "action", "\"upsert\"", "action" },
        { "tracker", "1", "tracker" },
        { "division", """{"id":"nowhere"}""", "division.id" },
        { "division", "{}", "division.id" },
        { "matchingIdentifiers", null, "matchingIdentifiers" },
        { "matchingIdentifiers", "[]", "matchingIdentifiers" },
        { "matchingIdentifiers", Many(26, """{"type":"Email","value":"a@example.com"}"""), "matchingIdentifiers" },
        { "matchingIdentifiers", """[{"type":"Mail","value":"a@example.com"}]""", "matchingIdentifiers[0].type" },
        { "matchingIdentifiers", """[{"type":"Email","value":"a@example.com"},{"type":"Email"}]""", "matchingIdentifiers[1].value" },
        { "matchingIdentifiers", $$"""[{"type":"Cookie","value":"{{new string('x', 256)}}"}]""", "matchingIdentifiers[0].value" },
        { "matchingIdentifiers", """[{"type":"ExternalId","value":"1"}]""", "matchingIdentifiers[0].externalSource" },
        { "matchingIdentifiers", """[{"type":"ExternalId","value":"1","externalSource":{"id":"x"}}]""", "matchingIdentifiers[0].externalSource.id" },
        {
            "matchingIdentifiers",
            $$"""[{"type":"ExternalId","value":"1","externalSource":{"id":"{{SandboxExternalSource.Retired.Id}}"} }]""",
            "matchingIdentifiers[0].externalSource.id"
        },
        { "contact", null, "contact" },
        { "contact.firstname", "\"Ada\"", "contact.firstname" },
        { "contact.firstName", "1", "contact.firstName" },
        { "contact.firstName", Text(1001), "contact.firstName" },
        { "contact.lastName", Text(1001), "contact.lastName" },
        { "contact.workEmail", "\"ada\"", "contact.workEmail" },
        { "contact.personalEmail", $"\"{new string('a', 245)}@example.com\"", "contact.personalEmail" },
        { "contact.otherEmail", "\"a@b@c\"", "contact.otherEmail" },
        { "contact.workPhone", """{"userInput":"1"}""", "contact.workPhone" },
        { "contact.externalIds", """[{"value":"1"}]""", "contact.externalIds[0].externalSource" },
        { "contact.externalIds", Many(11, """{"value":"1","externalSource":{"id":"e5e5e5e5-0000-4000-8000-000000000001"}}"""), "contact.externalIds" },
        { "contact.externalIds", $$"""[{"externalSource":{"id":"e5e5e5e5-0000-4000-8000-000000000001"},"value":{{Text(256)}}}]""", "contact.externalIds[0].value" },
        { "contact.schema", """{"id":"5c5c5c5c-0000-4000-8000-000000000001"}""", "contact.schema.version" },
        { "contact.schema", """{"id":"5c5c5c5c-0000-4000-8000-000000000001","version":1}""", "contact.schema.id" },
        { "contact.customFields", """{"tier_text":"gold"}""", "contact.schema" },
        { "fieldRules", """{"defaultAction":"Replace"}""", "fieldRules.defaultAction" },
        { "fieldRules", """{"defaultArrayAction":"PreferProvided"}""", "fieldRules.defaultArrayAction" },
        { "fieldRules", """{"rules":[{"field":"firstName","action":"PreferExisting"}]}""", "fieldRules.rules" },
        { "options", """{"promote":"yes"}""", "options.promote" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task An_item_that_is_wrong_is_told_which_field(string place, string? json, string field)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada("a", (place, json)));

        Assert.Equal([field], result.GetProperty("error").GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("fieldName").GetString()!));
        Assert.Equal(0, session.Server.ContactCount);
    }

    [Theory]
    [InlineData("""{"tier":"gold"}""", "tier")]
    [InlineData("""{"tier_text":1}""", "tier_text")]
    [InlineData("""{"orders_number":"3"}""", "orders_number")]
    [InlineData("""{"newsletter_checkbox":"true"}""", "newsletter_checkbox")]
    public async Task A_custom_field_is_one_of_the_schema_and_of_its_type(string fields, string wrong)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada("a", ("contact.schema", Schema), ("contact.customFields", fields)));

        JsonElement detail = Assert.Single(result.GetProperty("error").GetProperty("details").EnumerateArray());
        Assert.Equal("contact.customFields." + wrong, detail.GetProperty("fieldName").GetString());
    }

    [Fact]
    public async Task An_error_has_the_members_of_the_published_type_and_repeats_the_item()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string item = ContactCalls.Ada("a", ("contact.workEmail", "\"nobody\""));

        JsonElement result = await session.EnrichOneAsync(item);

        Assert.Equal(["id", "success", "status", "error"], result.EnumerateObject().Select(member => member.Name));
        JsonElement error = result.GetProperty("error");
        Assert.Equal(["code", "message", "status", "retryable", "details", "entity"], error.EnumerateObject().Select(member => member.Name));
        Assert.Equal((400, false), (ContactCalls.StatusOf(error), error.GetProperty("retryable").GetBoolean()));
        Assert.Equal("nobody", error.GetProperty("details")[0].GetProperty("value").GetString());
        Assert.Equal(item, error.GetProperty("entity").GetRawText());
    }

    [Fact]
    public async Task All_that_is_wrong_with_an_item_is_told_at_once()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        JsonElement result = await session.EnrichOneAsync("""{"contact":{"firstName":1},"matchingIdentifiers":[]}""");

        Assert.Equal(
            ["id", "action", "matchingIdentifiers", "contact.firstName"],
            result.GetProperty("error").GetProperty("details").EnumerateArray().Select(detail => detail.GetProperty("fieldName").GetString()!));
    }

    [Fact]
    public async Task The_longest_values_are_taken()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string ids = Many(10, "1").Replace("1", $$"""{"externalSource":{"id":"{{ContactCalls.Source}}"},"value":{{Text(255)}}}""", StringComparison.Ordinal);

        JsonElement result = await session.EnrichOneAsync(ContactCalls.Ada(
            "a",
            ("matchingIdentifiers", Many(25, """{"type":"Email","value":"a@example.com"}""")),
            ("contact.firstName", Text(1000)),
            ("contact.workEmail", $"\"{new string('a', 244)}@example.com\""),
            ("contact.externalIds", ids)));

        Assert.Equal(201, ContactCalls.StatusOf(result));
    }

    private static string Text(int length) => $"\"{new string('x', length)}\"";

    private static string Many(int count, string one) => $"[{string.Join(',', Enumerable.Repeat(one, count))}]";
}
