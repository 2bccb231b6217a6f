using System.Net;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public class AuthorizeTests
{
    [Theory]
    [InlineData("/api/v2/oauth/authorize")]
    [InlineData("/oauth/authorize")]
    public async Task Both_layouts_answer_with_a_code_and_the_state(string path)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.Http.GetAsync(new Uri(path + SandboxSession.Query(), UriKind.Relative));

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.StartsWith(SandboxSession.RedirectUri + "?code=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Equal("5ca1ab1e", SandboxSession.RedirectParameters(response)["state"]);
        Assert.False(SandboxSession.RedirectParameters(response).ContainsKey("iss"));
    }

    [Theory]
    [InlineData("client_id", "someone-else")]
    [InlineData("client_id", null)]
    [InlineData("redirect_uri", null)]
    [InlineData("redirect_uri", "http://127.0.0.1:8765/callback/")]
    [InlineData("redirect_uri", "http://127.0.0.1:8765/Callback")]
    [InlineData("redirect_uri", "http://127.0.0.1:8766/callback")]
    [InlineData("redirect_uri", "http://127.0.0.1:8765/callback?next=1")]
    [InlineData("redirect_uri", "http://127.0.0.1:8765/x/../callback")]
    [InlineData("redirect_uri", "http://127.0.0.1:8765@evil.example/callback")]
    [InlineData("redirect_uri", "https://evil.example/")]
    public async Task An_unregistered_client_or_redirect_is_shown_and_never_redirected(string name, string? value)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.AuthorizeAsync((name, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Null(response.Headers.Location);
    }

    [Fact]
    public async Task A_second_redirect_uri_is_never_redirected_to()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.Http.GetAsync(
            new Uri("/oauth/authorize" + SandboxSession.Query() + "&redirect_uri=https%3A%2F%2Fevil.example%2F", UriKind.Relative));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Theory]
    [InlineData("response_type", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "externalusers:writer", "invalid_scope")]
    [InlineData("scope", "externalusers:write  webmessaging:guest:create", "invalid_scope")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-c", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM", "invalid_request")]
    [InlineData("code_challenge", "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM=", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", "s256", "invalid_request")]
    public async Task A_wrong_parameter_is_told_to_the_client_by_redirect(string name, string? value, string error)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.AuthorizeAsync((name, value));

        Dictionary<string, string> parameters = SandboxSession.RedirectParameters(response);
        Assert.Equal(error, parameters["error"]);
        Assert.Equal("5ca1ab1e", parameters["state"]);
        Assert.NotEmpty(parameters["error_description"]);
        Assert.False(parameters.ContainsKey("code"));
    }

    [Fact]
    public async Task A_repeated_parameter_is_an_invalid_request()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.Http.GetAsync(
            new Uri("/oauth/authorize" + SandboxSession.Query() + "&scope=externalusers%3Awrite", UriKind.Relative));

        Assert.Equal("invalid_request", SandboxSession.RedirectParameters(response)["error"]);
    }

    [Fact]
    public async Task A_client_without_the_grant_is_unauthorized()
    {
        SandboxClient client = SandboxClient.Public with { Grants = SandboxGrants.RefreshToken };
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { AutoApprove = true, Clients = [client] });

        using HttpResponseMessage response = await session.AuthorizeAsync();

        Assert.Equal("unauthorized_client", SandboxSession.RedirectParameters(response)["error"]);
    }

    [Fact]
    public async Task Auto_deny_denies_with_the_state()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { AutoDeny = true });

        using HttpResponseMessage response = await session.AuthorizeAsync();

        Assert.Equal("access_denied", SandboxSession.RedirectParameters(response)["error"]);
        Assert.Equal("5ca1ab1e", SandboxSession.RedirectParameters(response)["state"]);
    }

    [Fact]
    public async Task An_error_is_answered_on_demand()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { AuthorizeError = "temporarily_unavailable" });

        using HttpResponseMessage response = await session.AuthorizeAsync();

        Assert.Equal("temporarily_unavailable", SandboxSession.RedirectParameters(response)["error"]);
    }

    [Fact]
    public async Task An_issuer_is_named_in_codes_and_in_errors_alike()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(
            new SandboxOptions { AutoApprove = true, Issuer = "https://login.example" });

        using HttpResponseMessage code = await session.AuthorizeAsync();
        using HttpResponseMessage error = await session.AuthorizeAsync(("response_type", "token"));

        Assert.Equal("https://login.example", SandboxSession.RedirectParameters(code)["iss"]);
        Assert.Equal("https://login.example", SandboxSession.RedirectParameters(error)["iss"]);
    }

    [Theory]
    [InlineData("http://127.0.0.1:50001/callback", true)]
    [InlineData("http://127.0.0.1/callback", true)]
    [InlineData("http://[::1]:50001/callback", true)]
    [InlineData("http://localhost:50001/callback", true)]
    [InlineData("http://127.0.0.1:50001/other", false)]
    [InlineData("http://127.0.0.1:65536/callback", false)]
    [InlineData("http://127.0.0.1:/callback", false)]
    [InlineData("http://127.0.0.1:1@evil.example/callback", false)]
    [InlineData("http://127.0.0.1.evil.example/callback", false)]
    [InlineData("https://127.0.0.1:50001/callback", false)]
    public async Task Any_loopback_port_means_the_port_and_nothing_else(string redirectUri, bool isAllowed)
    {
        SandboxClient client = SandboxClient.Public with { AnyLoopbackPort = true };
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { AutoApprove = true, Clients = [client] });

        using HttpResponseMessage response = await session.AuthorizeAsync(("redirect_uri", redirectUri));

        Assert.Equal(isAllowed ? HttpStatusCode.Found : HttpStatusCode.BadRequest, response.StatusCode);
    }

    [Fact]
    public async Task A_registered_query_is_kept()
    {
        SandboxClient client = SandboxClient.Public with { RedirectUris = ["http://127.0.0.1:8765/callback?tenant=1"] };
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions { AutoApprove = true, Clients = [client] });

        using HttpResponseMessage response = await session.AuthorizeAsync(("redirect_uri", client.RedirectUris[0]));

        Assert.StartsWith("http://127.0.0.1:8765/callback?tenant=1&code=", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_get_is_allowed()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.Http.PostAsync(session.Server.AuthorizeUri, content: null);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Another_host_name_is_refused()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        using HttpRequestMessage request = new(HttpMethod.Get, session.Server.AuthorizeUri + SandboxSession.Query());
        request.Headers.Host = "rebound.example";

        using HttpResponseMessage response = await session.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MisdirectedRequest, response.StatusCode);
    }
}
