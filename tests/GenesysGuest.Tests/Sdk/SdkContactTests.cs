using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sdk;

/// <summary>The vendor's SDK brings contacts to the sandbox, and knows every member that it is answered.</summary>
public sealed class SdkContactTests
{
    private static readonly object[] SignIn = ["signIn", SandboxClient.Confidential.Id, SandboxClient.Confidential.Secret!];

    private static readonly object[] BringTen = ["enrichContacts", new { entities = Enumerable.Range(0, 10).Select(number => Item(number)) }];

    [SdkFact]
    public async Task A_batch_of_ten_is_taken_and_each_is_found_and_read()
    {
        await using SandboxServer sandbox = await StartAsync();
        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(sandbox.BaseAddress, SignIn, BringTen, ["lookUpContact", Identifier(3)]);
        string id = answers[2].Text("body/id")!;

        SdkAnswer read = (await SdkRun.CallAsync(sandbox.BaseAddress, SignIn, ["contact", id]))[1];

        Assert.Equal((10, 0), (answers[1].At("body/results").GetArrayLength(), answers[1].At("body/errorCount").GetInt32()));
        Assert.Equal(sandbox.Contacts[3].Id.ToString(), id);
        Assert.Equal(("Ada 3", "gold"), (read.Text("body/firstName"), read.Text("body/customFields/tier_text")));
        Assert.Equal("crm-3", read.At("body/externalIds")[0].GetProperty("value").GetString());
    }

    [SdkFact]
    public async Task A_dry_run_is_one_for_the_SDK_too()
    {
        await using SandboxServer sandbox = await StartAsync();

        SdkAnswer answer = (await SdkRun.CallAsync(sandbox.BaseAddress, SignIn, [.. BringTen, new { dryRun = true }]))[1];

        Assert.Equal(10, answer.At("body/results").GetArrayLength());
        Assert.Equal(0, sandbox.ContactCount);
    }

    [SdkFact]
    public async Task Contacts_are_removed_one_by_one_and_in_bulk()
    {
        await using SandboxServer sandbox = await StartAsync();
        await SdkRun.CallAsync(sandbox.BaseAddress, SignIn, BringTen);
        string[] ids = [.. sandbox.Contacts.Select(contact => contact.Id.ToString())];

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(
            sandbox.BaseAddress, SignIn, ["deleteContact", ids[0]], ["removeContacts", new { entities = ids.Select(id => new { id }) }]);

        Assert.Equal((false, JsonValueKind.Object), (answers[1].IsError, answers[1].At("body").ValueKind));
        Assert.Equal([0], answers[2].At("body/errorIndexes").EnumerateArray().Select(index => index.GetInt32()));
        Assert.Equal(0, sandbox.ContactCount);
    }

    [SdkFact]
    public async Task An_item_that_failed_tells_its_error()
    {
        await using SandboxServer sandbox = await StartAsync();

        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(
            sandbox.BaseAddress, SignIn, ["enrichContacts", new { entities = new[] { Item(1, email: "nobody") } }]);

        JsonElement result = answers[1].At("body/results")[0];
        Assert.Equal((false, 400), (result.GetProperty("success").GetBoolean(), result.GetProperty("status").GetInt32()));
        Assert.Equal("row-1", result.GetProperty("error").GetProperty("entity").GetProperty("id").GetString());
        Assert.Equal("contact.workEmail", result.GetProperty("error").GetProperty("details")[0].GetProperty("fieldName").GetString());
    }

    [SdkFact]
    public async Task Every_member_that_is_answered_is_one_of_the_published_types()
    {
        await using SandboxServer sandbox = await StartAsync();
        IReadOnlyList<SdkAnswer> answers = await SdkRun.CallAsync(
            sandbox.BaseAddress,
            SignIn,
            ["enrichContacts", new { entities = new[] { Item(1), Item(2, email: "nobody") } }],
            ["removeContacts", new { entities = new[] { new { id = "unknown" } } }],
            ["lookUpContact", Identifier(1)],
            ["externalSources"],
            ["contactSchemas"]);

        PublishedTypes types = PublishedTypes.Read();

        types.AssertKnows("BulkContactsEnrichResponse", answers[1].At("body"));
        types.AssertKnows("BulkDeleteResponse", answers[2].At("body"));
        types.AssertKnows("ExternalContact", answers[3].At("body"));
        types.AssertKnows("CursorExternalSourceListing", answers[4].At("body"));
        types.AssertKnows("DataSchemaListing", answers[5].At("body"));
    }

    private static object Identifier(int number) =>
        new { type = "ExternalId", value = $"crm-{number}", externalSource = new { id = SandboxExternalSource.Default.Id } };

    private static object Item(int number, string email = "ada@example.com") => new
    {
        id = $"row-{number}",
        action = "Upsert",
        matchingIdentifiers = new[] { Identifier(number) },
        contact = new
        {
            firstName = $"Ada {number}",
            workEmail = email,
            externalIds = new[] { new { externalSource = new { id = SandboxExternalSource.Default.Id }, value = $"crm-{number}" } },
            schema = new { id = SandboxContactSchema.Default.Id, version = SandboxContactSchema.Default.Version },
            customFields = new { tier_text = "gold" },
        },
        fieldRules = new { defaultAction = "PreferProvided" },
    };

    private static Task<SandboxServer> StartAsync() => SandboxServer.StartAsync(new SandboxOptions { Layouts = SandboxLayouts.Regional });
}
