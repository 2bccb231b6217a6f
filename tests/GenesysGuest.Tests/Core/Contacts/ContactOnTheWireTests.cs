using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>What is asked for, field by field, as the vendor's types name it.</summary>
public sealed class ContactOnTheWireTests
{
    private readonly ContactsService _service = new();

    [Fact]
    public async Task A_contact_is_found_by_its_external_id_first_and_by_its_address_then()
    {
        ContactSettings settings = new() { ExternalSourceId = "s-1", DivisionId = "d-1", Schema = new ContactSchema("schema-1", 3) };
        ContactRequest ada = new("Ada", "Lovelace", "ada@example.com", "crm-17", new Dictionary<string, object>(StringComparer.Ordinal) { ["tier_text"] = "gold", ["visits_number"] = 7, ["vip_checkbox"] = true });

        await _service.RunAsync([new ContactRow(1, ada)], settings: settings);

        SentRequest request = Assert.Single(_service.Server.Guests.Requests);
        Assert.Equal("https://usw2.pure.cloud/api/v2/externalcontacts/bulk/contacts/enrich?dryRun=false", request.Address.AbsoluteUri);
        Assert.Equal(
            """{"entities":[{"id":"1","division":{"id":"d-1"},"matchingIdentifiers":[{"type":"ExternalId","value":"crm-17","externalSource":{"id":"s-1"}},{"type":"Email","value":"ada@example.com"}]"""
            + ""","action":"Upsert","contact":{"firstName":"Ada","lastName":"Lovelace","workEmail":"ada@example.com","externalIds":[{"externalSource":{"id":"s-1"},"value":"crm-17"}]"""
            + ""","schema":{"id":"schema-1","version":3},"customFields":{"tier_text":"gold","visits_number":7,"vip_checkbox":true}}}]}""",
            request.Body);
    }

    [Fact]
    public async Task What_is_not_given_is_left_out()
    {
        await _service.RunAsync([new ContactRow(1, new ContactRequest(null, null, "ada@example.com"))]);

        Assert.Equal(
            """{"entities":[{"id":"1","matchingIdentifiers":[{"type":"Email","value":"ada@example.com"}],"action":"Upsert","contact":{"workEmail":"ada@example.com"}}]}""",
            Assert.Single(_service.Server.Guests.Requests).Body);
    }

    [Fact]
    public async Task A_dry_run_says_so_and_keeps_no_journal()
    {
        await _service.RunAsync(ContactRows.Take(1), settings: new ContactSettings { IsDryRun = true });

        Assert.Equal("?dryRun=true", Assert.Single(_service.Server.Guests.Requests).Address.Query);
        using Connection connection = _service.Server.Connect();
        GenesysException error = await Assert.ThrowsAsync<GenesysException>(
            () => ContactProvisioner.OpenAsync(connection, new ContactSettings { IsDryRun = true }, new ProvisioningOptions { JournalPath = "run.jsonl" }));
        Assert.Equal(ErrorId.JournalUnusable, error.ErrorId);
    }

    [Fact]
    public async Task Where_the_guests_address_says_nothing_of_others_nothing_is_sent()
    {
        GenesysEnvironment replaced = GenesysEnvironment.Parse("usw2.pure.cloud").With(guestsUri: new Uri("https://gateway.example.com/guests"));
        using Connection connection = Opened.With(replaced, "at-1", _service.Server.Options);

        GenesysException error = await Assert.ThrowsAsync<GenesysException>(() => ContactProvisioner.OpenAsync(connection));

        Assert.Equal(ErrorId.InvalidEnvironment, error.ErrorId);
        Assert.Equal(0, _service.Server.Guests.Count);
    }

    [Theory]
    [InlineData(null, null, "neither an email address nor an external id")]
    [InlineData("ada at example.com", null, "is not an email address")]
    [InlineData("ada@exam\u200bple.com", null, "invisible characters")]
    [InlineData("ada@example.com", "crm\u202e17", "change the text direction")]
    [InlineData("ada@example.com", "crm\ufffd", "damaged")]
    public void What_is_wrong_is_said_before_anything_is_sent(string? email, string? externalId, string fault)
    {
        ProvisioningException error = Assert.Throws<ProvisioningException>(() => new ContactRequest("Ada", null, email, externalId));

        Assert.Equal(ErrorId.InvalidContact, error.ErrorId);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_and_ids_have_a_largest_length()
    {
        Assert.Contains("1001 characters", Refused(() => new ContactRequest(new string('a', 1001), null, "ada@example.com")), StringComparison.Ordinal);
        Assert.Contains("256 characters", Refused(() => new ContactRequest("Ada", null, null, new string('7', 256))), StringComparison.Ordinal);
        Assert.NotNull(new ContactRequest(new string('a', 1000), null, null, new string('7', 255)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void A_field_that_is_no_value_is_refused(double value) => Assert.Contains(
        "'visits'", Refused(() => new ContactRequest("Ada", null, "ada@example.com", customFields: new Dictionary<string, object>(StringComparer.Ordinal) { ["visits"] = value })), StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_of_a_hostile_item_error_reaches_a_terminal_and_no_token_does()
    {
        _service.Item = (entity, _) =>
        {
            System.Text.Json.Nodes.JsonObject failed = ContactsService.Failed(entity, 400, "c\u001b[31m");
            failed["error"]!["message"] = "at-0 \u001b]0;owned\u0007";
            return failed;
        };

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(1));

        Secrecy.AssertPrintable((GenesysException)outcomes[0].Error!);
        Secrecy.AssertHidden((GenesysException)outcomes[0].Error!, "at-0");
    }

    private static string Refused(Func<ContactRequest> make) => Assert.Throws<ProvisioningException>(make).Message;
}
