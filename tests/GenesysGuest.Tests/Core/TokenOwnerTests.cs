using GenesysGuest.Tests.Core.Preflight;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core;

/// <summary>Whose a connection's token is, and its end.</summary>
public sealed class TokenOwnerTests
{
    private const string Me = "https://usw2.pure.cloud/api/v2/tokens/me";

    private readonly ScriptedSite _site = ScriptedSite.In(HostLayout.ApiPath);

    [Fact]
    public async Task The_connection_knows_its_organization_its_client_and_its_scopes()
    {
        using Connection connection = Connect();

        Assert.True(await connection.IdentifyAsync());

        Assert.Equal(("o-1", "Acme", "Guests"), (connection.OrganizationId, connection.OrganizationName, connection.ClientName));
        Assert.Equal(["webmessaging:guest:create", "externalusers:write"], connection.Scopes);
        Assert.Equal("Bearer s3cret-token", Assert.Single(_site.Requests).Authorization);
    }

    public static TheoryData<string> Silences => new(
        "", "null", "[]", "<html>", "{}", """{"organization":null}""", """{"organization":{"id":17}}""", """{"organization":[{"id":"o"}]}""", """{"organization":{"id":"\ud800"}}""", """{"organization":{"id":"o-1","na""");

    [Theory]
    [MemberData(nameof(Silences))]
    public async Task An_answer_that_names_nobody_changes_nothing(string body)
    {
        _site.Answers[$"GET {Me}"] = Reply.Json(200, body);
        using Connection connection = Connect();

        Assert.False(await connection.IdentifyAsync());

        Assert.Null(connection.OrganizationId);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(302)]
    public async Task A_refusal_changes_nothing_and_is_not_asked_about_again(int status)
    {
        _site.Answers[$"GET {Me}"] = Reply.Of(status);
        using Connection connection = Connect();

        Assert.False(await connection.IdentifyAsync());

        Assert.Single(_site.Requests);
    }

    [Theory]
    [InlineData(401, true)]
    [InlineData(403, false)]
    [InlineData(404, false)]
    [InlineData(500, false)]
    public async Task A_token_that_was_passed_in_and_is_refused_is_worth_a_warning(int status, bool isWarned)
    {
        _site.Answers[$"GET {Me}"] = Reply.Of(status);
        using Connection connection = Connect();
        List<Diagnostic> log = [];

        await connection.IdentifyAsync(log.Add);

        Assert.Equal(isWarned, log.Count == 1);
        Assert.All(log, diagnostic =>
        {
            Assert.Equal(DiagnosticLevel.Warning, diagnostic.Level);
            Assert.StartsWith("Genesys Cloud does not accept the access token (401).", diagnostic.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("s3cret", diagnostic.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_token_that_the_server_issued_needs_no_such_warning()
    {
        ScriptedServer server = new();
        server.Token.Replies(Reply.Grant("at-1"));
        server.Guests.Replies(Reply.Of(401));
        using Connection connection = await server.SignInAsync();
        List<Diagnostic> log = [];

        Assert.False(await connection.IdentifyAsync(log.Add));

        Assert.Empty(log);
    }

    [Fact]
    public async Task A_service_that_does_not_respond_is_waited_for_ten_seconds()
    {
        ScriptedServer server = new();
        server.Guests.Replies(Reply.Of(200).After(new TaskCompletionSource().Task));
        using Connection connection = server.Connect();
        DateTimeOffset start = server.Clock.GetUtcNow();

        Assert.False(await server.Clock.RunAsync(connection.IdentifyAsync()));

        Assert.Equal(TimeSpan.FromSeconds(10), server.Clock.GetUtcNow() - start);
    }

    [Fact]
    public async Task A_network_that_is_down_changes_nothing()
    {
        _site.Answers[$"GET {Me}"] = Reply.ConnectFailure;
        using Connection connection = Connect();

        Assert.False(await connection.IdentifyAsync());
    }

    [Fact]
    public async Task A_name_is_shown_as_text_and_a_token_in_it_is_not()
    {
        _site.Answers[$"GET {Me}"] = Reply.Json(200, """{"organization":{"id":"o-1","name":"A\u001b[31mcme s3cret-token"}}""");
        using Connection connection = Connect();

        await connection.IdentifyAsync();

        Secrecy.AssertPrintable(connection.OrganizationName!);
        Assert.DoesNotContain("s3cret-token", connection.OrganizationName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_guests_address_says_nothing_of_others_the_token_goes_nowhere()
    {
        GenesysEnvironment replaced = GenesysEnvironment.Parse("usw2.pure.cloud").With(guestsUri: new Uri("https://gateway.example.com/guests"));
        using Connection connection = Opened.With(replaced, "s3cret-token", _site.Options);

        Assert.False(await connection.IdentifyAsync());
        Assert.Contains("guests address was replaced", await connection.RevokeAsync(), StringComparison.Ordinal);

        Assert.Empty(_site.Requests);
    }

    [Fact]
    public async Task A_closed_connection_has_forgotten_it()
    {
        Connection connection = Connect();
        await connection.IdentifyAsync();
        connection.Dispose();

        Assert.Equal((null, null, null), (connection.OrganizationId, connection.OrganizationName, connection.ClientName));
        Assert.Empty(connection.Scopes);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(204)]
    [InlineData(401)]
    public async Task A_token_that_was_revoked_or_was_good_no_more_needs_no_word(int status)
    {
        _site.Answers[$"DELETE {Me}"] = Reply.Of(status);
        using Connection connection = Connect();

        Assert.Null(await connection.RevokeAsync());

        Assert.Equal("Bearer s3cret-token", Assert.Single(_site.Requests).Authorization);
    }

    [Theory]
    [InlineData(403, "the server returned 403")]
    [InlineData(404, "the server returned 404")]
    [InlineData(500, "the server returned 500")]
    [InlineData(null, "refused the connection")]
    public async Task Why_a_token_is_still_good_is_said(int? status, string reason)
    {
        _site.Answers[$"DELETE {Me}"] = status is { } code ? Reply.Of(code) : Reply.ConnectFailure;
        using Connection connection = Connect();

        string? why = await connection.RevokeAsync();

        Assert.Contains(reason, why, StringComparison.Ordinal);
        Assert.Contains("valid until it expires", why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_journal_of_one_organization_is_refused_with_another()
    {
        using TempFolder folder = new();
        ProvisioningOptions options = new() { JournalPath = folder.File("run.jsonl") };
        _site.Answers["POST https://usw2.pure.cloud/api/v2/externalusers/guests"] = Reply.Guest();
        using Connection acme = Connect();
        await acme.IdentifyAsync();
        Assert.Single((await Finished.RunAsync(acme, GeneratedRows.Take(1), options)).Guests);

        _site.Answers[$"GET {Me}"] = Reply.Json(200, """{"organization":{"id":"o-2","name":"Other"}}""");
        using Connection other = Connect();
        await other.IdentifyAsync();
        GenesysException error = await Assert.ThrowsAsync<GenesysException>(() => Finished.RunAsync(other, GeneratedRows.Take(1), options));

        Assert.Equal(ErrorId.JournalUnusable, error.ErrorId);
        Assert.Contains("belongs to another organization (o-1). The organization of this connection is o-2", error.Message, StringComparison.Ordinal);
    }

    private Connection Connect() => Opened.With(GenesysEnvironment.Parse("usw2.pure.cloud"), "s3cret-token", _site.Options);
}
