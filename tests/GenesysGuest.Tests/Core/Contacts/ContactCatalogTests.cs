using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>What a person names is found in the lists of the service, whatever those look like.</summary>
public sealed class ContactCatalogTests
{
    private const string Sources = "https://usw2.pure.cloud/api/v2/externalcontacts/externalsources";

    private readonly ScriptedServer _server = new();

    [Theory]
    [InlineData("CRM", "s-1")]
    [InlineData(" crm ", "s-1")]
    [InlineData("S-2", "s-2")]
    public async Task A_source_is_found_by_its_name_or_its_id_in_any_case(string nameOrId, string expected)
    {
        _server.Guests.Replies(Page(null, ("s-1", "CRM"), ("s-2", "Shop")));

        Assert.Equal(expected, (await SourceAsync(nameOrId)).Id);
        SentRequest request = Assert.Single(_server.Guests.Requests);
        Assert.Equal((HttpMethod.Get, Sources, "", "Bearer at-0"), (request.Method, request.Address.AbsoluteUri, request.Body, request.Authorization));
    }

    [Theory]
    [InlineData("e5e5e5e5-0000-4000-8000-000000000001")]
    [InlineData(" E5E5E5E5-0000-4000-8000-000000000001 ")]
    [InlineData("{e5e5e5e5-0000-4000-8000-000000000001}")]
    public async Task An_id_is_taken_as_it_is_and_nobody_is_asked(string id)
    {
        Assert.Equal("e5e5e5e5-0000-4000-8000-000000000001", (await SourceAsync(id)).Id);
        Assert.Equal(0, _server.Guests.Count);
    }

    [Theory]
    [InlineData("/api/v2/externalcontacts/externalsources?cursor=2", Sources + "?cursor=2")]
    [InlineData("?cursor=2", Sources + "?cursor=2")]
    [InlineData("https://USW2.pure.cloud/api/v2/externalcontacts/externalsources?cursor=2", Sources + "?cursor=2")]
    public async Task A_source_of_a_later_page_is_found(string nextUri, string second)
    {
        _server.Guests.Answers((_, index) => index == 0 ? Page(nextUri, ("s-1", "CRM")) : Page(null, ("s-2", "Shop")));

        Assert.Equal("s-2", (await SourceAsync("Shop")).Id);
        Assert.Equal([Sources, second], _server.Guests.Requests.Select(request => request.Address.AbsoluteUri));
    }

    [Theory]
    [InlineData("https://evil.example.com/api/v2/externalcontacts/externalsources?cursor=2")]
    [InlineData("//evil.example.com/x")]
    [InlineData("http://usw2.pure.cloud/x")]
    [InlineData("https://usw2.pure.cloud:444/x")]
    [InlineData("https://usw2.pure.cloud.evil.example.com/x")]
    [InlineData("https://usw2.pure.cloud@evil.example.com/x")]
    [InlineData("javascript:alert(1)")]
    [InlineData("http://[")]
    public async Task The_token_goes_to_no_other_host(string nextUri)
    {
        _server.Guests.Replies(Page(nextUri, ("s-1", "CRM")));

        Assert.Equal("s-1", (await SourceAsync("CRM")).Id);
        Assert.Equal(1, _server.Guests.Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Pages_that_go_round_in_a_circle_are_asked_once(int pages)
    {
        _server.Guests.Answers((_, index) => Page($"/api/v2/externalcontacts/externalsources?cursor={(index + 1) % pages}", ($"s-{index % pages}", $"Source {index % pages}")));

        Assert.Equal("s-0", (await SourceAsync("Source 0")).Id);
        Assert.InRange(_server.Guests.Count, pages, pages + 1);
    }

    [Fact]
    public async Task Pages_without_an_end_have_one_and_the_error_does_not_name_them_all()
    {
        _server.Guests.Answers((_, index) => Page($"?cursor={index + 1}", ($"s-{index}", $"Source {index}")));

        GenesysException error = await Assert.ThrowsAsync<GenesysException>(() => SourceAsync("Shop"));

        Assert.Equal((ErrorId.ContactSettingInvalid, 100), (error.ErrorId, _server.Guests.Count));
        Assert.Contains("and 70 more", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_takes_no_ids_any_more_is_not_there()
    {
        _server.Guests.Replies(Reply.Json(200, """{"entities":[{"id":"s-1","name":"CRM","active":false},{"id":"s-2","name":"Shop"}]}"""));

        GenesysException error = await Assert.ThrowsAsync<GenesysException>(() => SourceAsync("CRM"));

        Assert.Equal("The external source 'CRM' was not found. The existing names are 'Shop'.", error.Message);
    }

    [Fact]
    public async Task Two_of_one_name_are_told_apart_by_their_ids()
    {
        _server.Guests.Replies(Page(null, ("s-1", "CRM"), ("s-2", "crm")));

        GenesysException error = await Assert.ThrowsAsync<GenesysException>(() => SourceAsync("CRM"));

        Assert.Equal(("The organization has 2 external sources named 'CRM'. Their ids are s-1, s-2.", "Specify the id instead of the name."), (error.Message, error.Remedy));
    }

    [Fact]
    public async Task One_that_is_listed_twice_is_one()
    {
        _server.Guests.Answers((_, index) => Page(index == 0 ? "?cursor=1" : null, ("s-1", "CRM")));

        Assert.Equal("s-1", (await SourceAsync("CRM")).Id);
    }

    [Theory]
    [InlineData("""{"entities":[]}""")]
    [InlineData("""{}""")]
    [InlineData("""{"entities":{"id":"s-1","name":"CRM"}}""")]
    [InlineData("""{"entities":[null,7,[],{},{"id":"s-1"},{"name":"CRM"},{"id":7,"name":"CRM"},{"id":"\ud800","name":"CRM"}],"nextUri":7}""")]
    public async Task A_list_without_it_says_that_there_are_none(string list)
    {
        _server.Guests.Replies(Reply.Json(200, list));

        Assert.Equal("The external source 'CRM' was not found. The organization has no active external source.", (await Assert.ThrowsAsync<GenesysException>(() => SourceAsync("CRM"))).Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("{\"entities\":[")]
    public async Task What_is_no_list_is_an_error_of_its_own(string body)
    {
        _server.Guests.Replies(Reply.Json(200, body));

        Assert.Equal(ErrorId.UnexpectedResponse, (await Assert.ThrowsAsync<ProvisioningException>(() => SourceAsync("CRM"))).ErrorId);
        Assert.Equal(ErrorId.UnexpectedResponse, (await Assert.ThrowsAsync<ProvisioningException>(() => SchemaAsync("Customers"))).ErrorId);
    }

    [Fact]
    public async Task Where_there_are_no_lists_at_all_that_is_what_it_says()
    {
        _server.Guests.Replies(Reply.GenesysError(404, "not.found"));

        ProvisioningException source = await Assert.ThrowsAsync<ProvisioningException>(() => SourceAsync("CRM"));
        ProvisioningException schema = await Assert.ThrowsAsync<ProvisioningException>(() => SchemaAsync("Customers"));

        Assert.Contains("External Contacts was not found at https://usw2.pure.cloud/", source.Remedy, StringComparison.Ordinal);
        Assert.Equal(source.ErrorId, schema.ErrorId);
    }

    [Fact]
    public async Task Nothing_of_a_hostile_list_reaches_a_terminal()
    {
        _server.Guests.Replies(Page(null, ("s-1", "\u001b]0;owned\u0007"), ("s-\u001b[2J", "CRM"), ("s-3", "CRM")));

        foreach (string name in new[] { "Shop", "CRM" })
        {
            Secrecy.AssertPrintable(await Assert.ThrowsAsync<GenesysException>(() => SourceAsync(name)));
        }
    }

    [Fact]
    public async Task A_schema_is_found_with_its_fields()
    {
        _server.Guests.Replies(Reply.Json(200, """
            {"entities":[{"id":"c-1","name":"Customers","version":3,"jsonSchema":{"title":"x","properties":{
                "tier_text":{"title":"Tier","allOf":[{"$ref":"#/definitions/text"}]},
                "orders_integer":{"title":"Orders","allOf":[{"$ref":"#/definitions/integer"}]},
                "share_number":{"title":"Share","$ref":"#/definitions/number"},
                "vip_checkbox":{"title":"VIP","allOf":[{},{"$ref":"#/definitions/checkbox"}]},
                "plain":{"type":"boolean"},
                "odd":7}}},
             {"id":"c-2","version":1,"jsonSchema":{"title":"By title"}},{"id":"c-3","name":"No version"},7]}
            """));

        ContactSchema schema = await SchemaAsync("customers");
        ContactSchema titled = await SchemaAsync("By title");

        Assert.Equal(("c-1", 3, "Customers (version 3)"), (schema.Id, schema.Version, schema.ToString()));
        Assert.Equal(
            ["tier_text Tier Text", "orders_integer Orders WholeNumber", "share_number Share Number", "vip_checkbox VIP Boolean", "plain plain Boolean", "odd odd Text"],
            schema.Fields.Select(field => $"{field.Key} {field.Title} {field.Type}"));
        Assert.Equal(("c-2", 0), (titled.Id, titled.Fields.Count));
        Assert.Equal("https://usw2.pure.cloud/api/v2/externalcontacts/contacts/schemas", _server.Guests.Requests[0].Address.AbsoluteUri);
    }

    [Fact]
    public async Task What_a_person_chose_is_asked_for_once()
    {
        _server.Guests.Answers((request, _) => request.Address.AbsolutePath.EndsWith("schemas", StringComparison.Ordinal)
            ? Reply.Json(200, """{"entities":[{"id":"c-1","name":"Customers","version":3}]}""")
            : Page(null, ("s-1", "CRM")));
        using Connection connection = _server.Connect();

        ContactSettings settings = await new ContactChoice("CRM", "Customers", "d-1", IsDryRun: true).FindAsync(connection);
        ContactSettings nothing = await new ContactChoice(null, null).FindAsync(connection);

        Assert.Equal(("s-1", "c-1", "d-1", true), (settings.ExternalSourceId, settings.Schema!.Id, settings.DivisionId, settings.IsDryRun));
        Assert.Equal(new ContactSettings(), nothing);
        Assert.Equal(2, _server.Guests.Count);
    }

    private static Reply Page(string? nextUri, params (string Id, string Name)[] sources) => Reply.Json(200, System.Text.Json.JsonSerializer.Serialize(
        new { entities = sources.Select(source => new { id = source.Id, name = source.Name, active = true }), nextUri }));

    private async Task<ExternalSource> SourceAsync(string nameOrId)
    {
        using Connection connection = _server.Connect();
        return await connection.FindExternalSourceAsync(nameOrId);
    }

    private async Task<ContactSchema> SchemaAsync(string nameOrId)
    {
        using Connection connection = _server.Connect();
        return await connection.FindContactSchemaAsync(nameOrId);
    }
}
