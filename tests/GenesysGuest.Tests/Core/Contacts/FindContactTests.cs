using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>A contact is looked up: what is asked, and what every answer means.</summary>
public sealed class FindContactTests
{
    private const string Ada = """
        {"id":"c-1","firstName":"Ada","lastName":"Lovelace","personalEmail":"ada@example.com","division":{"id":"d-1"},"createDate":"2030-01-02T12:00:00Z","modifyDate":"2030-01-03T12:00:00.5Z",
         "externalIds":[{"externalSource":{"id":"s-1"},"value":"crm-17"},{"externalSource":{"id":"S-2"},"value":"shop-4"}],"customFields":{"tier_text":"gold","orders_number":7,"share_number":0.25,"vip_checkbox":true,"odd":[1],"none":null}}
        """;

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private readonly ScriptedServer _server = new();

    public static TheoryData<string, string, string, string> Questions => new()
    {
        { "id", "GET", "contacts/c-1", "" },
        { "odd id", "GET", "contacts/a%2Fb%3Fc%20%23", "" },
        { "email", "POST", "identifierlookup/contacts", """{"type":"Email","value":"ada@example.com"}""" },
        { "external id", "POST", "identifierlookup/contacts", """{"type":"ExternalId","value":"crm-17","externalSource":{"id":"s-1"}}""" },
    };

    [Theory]
    [MemberData(nameof(Questions))]
    public async Task It_is_asked_for_as_the_API_has_it(string kind, string method, string path, string body)
    {
        _server.Guests.Replies(Reply.Json(200, Ada));

        await FindAsync(kind switch
        {
            "id" => ContactKey.Id("c-1"),
            "odd id" => ContactKey.Id("a/b?c #"),
            "email" => ContactKey.Email("ada@example.com"),
            _ => ContactKey.ExternalId("crm-17", "s-1"),
        });

        SentRequest request = Assert.Single(_server.Guests.Requests);
        Assert.Equal((method, $"https://usw2.pure.cloud/api/v2/externalcontacts/{path}", body), (request.Method.Method, request.Address.AbsoluteUri, request.Body));
        Assert.Equal(body.Length > 0, request.Headers.ContainsKey("Content-Type"));
    }

    [Fact]
    public async Task It_has_all_that_the_API_shows()
    {
        _server.Guests.Replies(Reply.Json(200, Ada));

        Contact contact = await FindAsync(ContactKey.Id("c-1"));

        Assert.Equal(("c-1", null, "Ada", "Lovelace", "ada@example.com", "crm-17"), (contact.Id, contact.Change, contact.FirstName, contact.LastName, contact.Email, contact.ExternalId));
        Assert.Equal(("d-1", "2030-01-02", "2030-01-03"), (contact.DivisionId, $"{contact.CreatedDate:yyyy-MM-dd}", $"{contact.ModifiedDate:yyyy-MM-dd}"));
        Assert.Equal(["tier_text=gold", "orders_number=7", "share_number=0.25", "vip_checkbox=True"], contact.CustomFields!.Select(field => FormattableString.Invariant($"{field.Key}={field.Value}")));
        Assert.Equal("Ada Lovelace (c-1)", contact.ToString());
    }

    [Fact]
    public async Task Its_external_id_is_that_of_the_source_that_was_asked_for()
    {
        _server.Guests.Replies(Reply.Json(200, Ada));

        Assert.Equal("shop-4", (await FindAsync(ContactKey.ExternalId("shop-4", "s-2"))).ExternalId);
    }

    [Theory]
    [InlineData("not.found")]
    [InlineData("contact.not.found")]
    public async Task A_contact_that_is_not_there_is_an_error_of_its_own(string code)
    {
        _server.Guests.Replies(Reply.GenesysError(404, code));

        GenesysException error = await FailAsync(ContactKey.ExternalId("crm-\u001b17", "s-1"));

        Assert.Equal(ErrorId.ContactNotFound, error.ErrorId);
        Assert.StartsWith("No contact was found with the external id 'crm-", error.Message, StringComparison.Ordinal);
        Secrecy.AssertPrintable(error);
    }

    [Theory]
    [InlineData("<html>404 Not Found</html>")]
    [InlineData("")]
    [InlineData("{}")]
    public async Task The_404_of_a_gateway_says_nothing_of_the_contact(string body)
    {
        _server.Guests.Replies(Reply.Text(404, body, "text/html"));

        GenesysException error = await FailAsync(ContactKey.Id("c-1"));

        Assert.Equal(ErrorId.ContactRejected, error.ErrorId);
        Assert.Contains("External Contacts was not found at https://usw2.pure.cloud/", error.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("app.not.authorized.for.scope", "Add the scope 'external-contacts' to the OAuth client", "Use Connect-GenesysGuest -Scope external-contacts.")]
    [InlineData("missing.any.permissions", "externalContacts:contact:view", "")]
    [InlineData("other", "Check the scopes of the OAuth client and the permissions", "")]
    public async Task A_403_says_what_is_missing(string code, string remedy, string line)
    {
        _server.Guests.Replies(Reply.GenesysError(403, code));

        GenesysException error = await FailAsync(ContactKey.Id("c-1"));

        Assert.Equal(ErrorId.ContactForbidden, error.ErrorId);
        Assert.Contains(remedy, error.Remedy, StringComparison.Ordinal);
        Assert.EndsWith(line, error.AtThePrompt(), StringComparison.Ordinal);
        Assert.Equal(1, _server.Guests.Count);
    }

    [Fact]
    public async Task In_the_regional_layout_no_scope_is_requested()
    {
        ScriptedServer regional = new() { Environment = GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional) };
        regional.Guests.Replies(Reply.GenesysError(403, "app.not.authorized.for.scope"));
        using Connection connection = regional.Connect();

        GenesysException error = await Assert.ThrowsAsync<ProvisioningException>(() => connection.FindContactAsync(ContactKey.Id("c-1")));

        Assert.Equal("Add the scope 'external-contacts' to the OAuth client, and then sign in again. Use Connect-GenesysGuest.", error.AtThePrompt());
    }

    [Fact]
    public async Task A_token_that_is_refused_is_renewed_once()
    {
        _server.Token.Answers((_, index) => Reply.Grant($"at-{index + 1}"));
        _server.Guests.Answers((request, _) => request.Authorization!.EndsWith("at-2", StringComparison.Ordinal) ? Reply.Json(200, Ada) : Reply.Of(401));
        using Connection connection = await _server.SignInAsync();

        Assert.Equal("c-1", (await connection.FindContactAsync(ContactKey.Id("c-1"))).Id);
        Assert.Equal(2, _server.Guests.Count);
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    public async Task An_id_is_no_way_out_of_the_folder_of_contacts(string id)
    {
        GenesysException error = await FailAsync(ContactKey.Id(id));

        Assert.Equal(ErrorId.ContactNotFound, error.ErrorId);
        Assert.Equal(0, _server.Guests.Count);
    }

    [Fact]
    public async Task A_token_that_cannot_be_renewed_is_an_error_of_its_own()
    {
        _server.Guests.Replies(Reply.GenesysError(401, "bad.credentials"));

        GenesysException error = await FailAsync(ContactKey.Id("c-1"));

        Assert.Contains(error.ErrorId, new[] { ErrorId.ContactUnauthorized, ErrorId.SessionExpired });
        Assert.Contains("Connect-GenesysGuest", error.AtThePrompt(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_may_pass_is_asked_again()
    {
        Reply[] replies =
        [
            Reply.Of(429, ("Retry-After", "1")), Reply.Of(503), Reply.Json(200, Ada),
            Reply.Lost, Reply.ConnectFailure, Reply.Json(200, Ada),
            Reply.Json(200, Ada[..40]).CutOff(), Reply.Of(500), Reply.Json(200, Ada),
        ];
        _server.Guests.Replies(replies);

        for (int i = 0; i < 3; i++)
        {
            Assert.Equal("c-1", (await FindAsync(i == 1 ? ContactKey.Email("ada@example.com") : ContactKey.Id("c-1"))).Id);
        }

        Assert.Equal(9, _server.Guests.Count);
    }

    [Fact]
    public async Task What_does_not_pass_is_an_error_that_says_nothing_of_rows()
    {
        foreach ((Reply reply, ErrorId expected) in new[]
        {
            (Reply.Of(429), ErrorId.RateLimited), (Reply.Of(503), ErrorId.ServiceUnavailable), (Reply.Lost, ErrorId.ServiceUnavailable), (Reply.ConnectFailure, ErrorId.ServiceUnavailable),
        })
        {
            ScriptedServer server = new();
            server.Guests.Replies(reply);
            using Connection connection = server.Connect();

            GenesysException error = await Assert.ThrowsAnyAsync<GenesysException>(() => server.Clock.RunAsync(connection.FindContactAsync(ContactKey.Id("c-1"))));

            Assert.Equal((expected, 4), (error.ErrorId, server.Guests.Count));
            Assert.DoesNotContain("row", error.Message + error.Remedy, StringComparison.OrdinalIgnoreCase);
            Assert.Equal(error.Message.Trim(), error.Message);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":17}""")]
    [InlineData("""{"id":"\ud800"}""")]
    [InlineData("<html>")]
    public async Task A_success_that_is_no_contact_is_an_error_of_its_own(string body)
    {
        _server.Guests.Replies(Reply.Json(200, body));

        Assert.Equal(ErrorId.UnexpectedResponse, (await FailAsync(ContactKey.Id("c-1"))).ErrorId);
    }

    [Theory]
    [InlineData("""{"id":"c-1","firstName":7,"externalIds":{},"division":[],"createDate":"yesterday","modifyDate":7,"customFields":[]}""")]
    [InlineData("""{"id":"c-1","\ud800":7,"customFields":{"\ud800":"x","big":123456789012345678901234567890123456789}}""")]
    [InlineData("""{"id":"c-1","externalIds":[7,{"value":7},{"externalSource":7}]}""")]
    public async Task What_is_odd_about_a_contact_costs_that_alone(string body)
    {
        _server.Guests.Replies(Reply.Json(200, body));

        Contact contact = await FindAsync(ContactKey.Id("c-1"));

        Assert.Equal(("c-1", null, null, null), (contact.Id, contact.FirstName, contact.ExternalId, contact.CreatedDate));
    }

    [Fact]
    public async Task Who_gives_up_waits_no_longer()
    {
        TaskCompletionSource never = new();
        _server.Guests.Replies(Reply.Json(200, Ada).After(never.Task));
        using Connection connection = _server.Connect();
        using CancellationTokenSource giveUp = new();
        Task<Contact> find = connection.FindContactAsync(ContactKey.Id("c-1"), cancellationToken: giveUp.Token);
        Assert.False(find.IsCompleted);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => find.WaitAsync(Limit));
    }

    [Fact]
    public async Task A_connection_that_is_closed_ends_the_waiting()
    {
        _server.Guests.Replies(Reply.Of(429, ("Retry-After", "100")));
        using Connection connection = _server.Connect();
        Task<Contact> find = connection.FindContactAsync(ContactKey.Id("c-1"));
        await _server.Clock.WaitForTimersAsync(1).WaitAsync(Limit);

        connection.Dispose();

        Assert.Equal(ErrorId.NotConnected, (await Assert.ThrowsAsync<SignInException>(() => find.WaitAsync(Limit))).ErrorId);
    }

    [Fact]
    public async Task Where_the_guests_address_says_nothing_of_others_nobody_is_asked()
    {
        GenesysEnvironment replaced = GenesysEnvironment.Parse("usw2.pure.cloud").With(guestsUri: new Uri("https://gateway.example.com/guests"));
        using Connection connection = Opened.With(replaced, "at-1", _server.Options);

        Assert.Equal(ErrorId.InvalidEnvironment, (await Assert.ThrowsAsync<GenesysException>(() => connection.FindContactAsync(ContactKey.Id("c-1")))).ErrorId);
    }

    private async Task<Contact> FindAsync(ContactKey key)
    {
        using Connection connection = _server.Connect();
        return await _server.Clock.RunAsync(connection.FindContactAsync(key));
    }

    private Task<GenesysException> FailAsync(ContactKey key) => Assert.ThrowsAnyAsync<GenesysException>(() => FindAsync(key));
}
