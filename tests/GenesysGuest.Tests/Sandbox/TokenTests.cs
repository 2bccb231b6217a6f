using System.Net;
using System.Text;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public class TokenTests
{
    [Fact]
    public async Task A_code_and_its_verifier_yield_tokens()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.RedeemAsync(await session.GetCodeAsync());
        JsonElement tokens = await SandboxSession.JsonOfAsync(response);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.True(response.Headers.CacheControl!.NoStore);
        Assert.Equal("bearer", tokens.GetProperty("token_type").GetString());
        Assert.Equal(86400, tokens.GetProperty("expires_in").GetInt32());
        Assert.Equal(SandboxOptions.GuestScopes, tokens.GetProperty("scope").GetString());
        Assert.Equal(201, await session.GuestStatusAsync(tokens.GetProperty("access_token").GetString()!));
    }

    [Fact]
    public async Task An_answer_may_leave_out_what_is_optional()
    {
        await using SandboxSession session = await SandboxSession.StartAsync(new SandboxOptions
        {
            AutoApprove = true,
            OmitScope = true,
            OmitExpiresIn = true,
            IssueRefreshTokens = false,
            TokenType = "BEARER",
        });

        using HttpResponseMessage response = await session.RedeemAsync(await session.GetCodeAsync());

        string members = string.Join(' ', (await SandboxSession.JsonOfAsync(response)).EnumerateObject().Select(member => member.Name));
        Assert.Equal("access_token token_type", members);
        Assert.Equal("BEARER", await SandboxSession.MemberAsync(response, "token_type"));
    }

    [Fact]
    public async Task A_verifier_that_does_not_match_spends_the_code()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string code = await session.GetCodeAsync();

        using HttpResponseMessage wrong = await session.RedeemAsync(code, ("code_verifier", new string('a', 43)));
        using HttpResponseMessage right = await session.RedeemAsync(code);

        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(wrong, "error"));
        Assert.Contains("code_verifier", await SandboxSession.MemberAsync(wrong, "description"), StringComparison.Ordinal);
        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(right, "error"));
    }

    [Theory]
    [InlineData(42)]
    [InlineData(129)]
    public async Task A_verifier_of_the_wrong_length_is_refused(int length)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.RedeemAsync(await session.GetCodeAsync(), ("code_verifier", new string('a', length)));

        Assert.Equal("invalid_request", await SandboxSession.MemberAsync(response, "error"));
    }

    [Theory]
    [InlineData("code", null, "invalid_request")]
    [InlineData("code", "made-up", "invalid_grant")]
    [InlineData("code_verifier", null, "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("redirect_uri", "http://localhost:8765/callback", "invalid_grant")]
    [InlineData("grant_type", null, "invalid_request")]
    [InlineData("grant_type", "password", "unsupported_grant_type")]
    [InlineData("grant_type", "client_credentials", "unauthorized_client")]
    [InlineData("client_secret", "guess", "invalid_request")]
    public async Task A_wrong_field_is_refused(string name, string? value, string error)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.RedeemAsync(await session.GetCodeAsync(), (name, value));

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(error, await SandboxSession.MemberAsync(response, "error"));
        Assert.NotEmpty(await SandboxSession.MemberAsync(response, "error_description"));
    }

    [Theory]
    [InlineData("someone-else")]
    [InlineData("sandbox-confidential")]
    [InlineData(null)]
    public async Task A_client_that_is_unknown_or_must_authenticate_is_answered_401(string? clientId)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.RedeemAsync(await session.GetCodeAsync(), ("client_id", clientId));

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("invalid_client", await SandboxSession.MemberAsync(response, "error"));
    }

    [Fact]
    public async Task A_code_is_bound_to_its_client()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.RedeemAsync(await session.GetCodeAsync(), ("client_id", "sandbox-regional"));

        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(response, "error"));
    }

    [Fact]
    public async Task A_code_expires_after_a_minute()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string code = await session.GetCodeAsync();
        session.Clock.Advance(TimeSpan.FromSeconds(60));

        using HttpResponseMessage response = await session.RedeemAsync(code);

        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(response, "error"));
    }

    [Fact]
    public async Task A_replayed_code_revokes_its_tokens()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string code = await session.GetCodeAsync();
        using HttpResponseMessage first = await session.RedeemAsync(code);
        JsonElement tokens = await SandboxSession.JsonOfAsync(first);

        using HttpResponseMessage replay = await session.RedeemAsync(code);
        using HttpResponseMessage refresh = await session.RefreshAsync(tokens.GetProperty("refresh_token").GetString()!);

        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(replay, "error"));
        Assert.Equal(401, await session.GuestStatusAsync(tokens.GetProperty("access_token").GetString()!));
        Assert.Equal("invalid_grant", await SandboxSession.MemberAsync(refresh, "error"));
    }

    [Fact]
    public async Task Only_one_of_many_at_once_gets_tokens_for_a_code()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string code = await session.GetCodeAsync();

        HttpResponseMessage[] responses = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => session.RedeemAsync(code)));

        Assert.Single(responses, response => response.IsSuccessStatusCode);
        Array.ForEach(responses, response => response.Dispose());
    }

    [Fact]
    public async Task A_public_client_must_not_authenticate()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        string basic = "Basic " + Convert.ToBase64String("sandbox-client:"u8);

        using HttpResponseMessage response = await session.PostTokenAsync(
            [("grant_type", "authorization_code"), ("client_id", "sandbox-client"), ("code", await session.GetCodeAsync())], basic);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
        Assert.Equal("invalid_client", await SandboxSession.MemberAsync(response, "error"));
        Assert.Equal("Basic", response.Headers.WwwAuthenticate.Single().Scheme);
    }

    [Theory]
    [InlineData("application/json", "{}")]
    [InlineData("application/x-www-form-urlencoded", "grant_type=refresh_token&client_id=%zz")]
    [InlineData("application/x-www-form-urlencoded", "grant_type=refresh_token&client_id=%ff")]
    [InlineData("application/x-www-form-urlencoded", "grant_type=refresh_token&grant_type=refresh_token&client_id=sandbox-client")]
    public async Task A_body_that_is_no_proper_form_is_an_invalid_request(string contentType, string body)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        using StringContent content = new(body, Encoding.ASCII, contentType);

        using HttpResponseMessage response = await session.Http.PostAsync(session.Server.TokenUri, content);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal("invalid_request", await SandboxSession.MemberAsync(response, "error"));
    }

    [Fact]
    public async Task Parameters_in_the_address_are_refused()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        using FormUrlEncodedContent content = new([]);

        using HttpResponseMessage response = await session.Http.PostAsync(
            new Uri(session.Server.TokenUri + "?grant_type=refresh_token&client_id=sandbox-client&refresh_token=x"), content);

        Assert.Equal("invalid_request", await SandboxSession.MemberAsync(response, "error"));
    }

    [Fact]
    public async Task Only_post_is_allowed()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        using HttpResponseMessage response = await session.Http.GetAsync(session.Server.RegionalTokenUri);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.Equal(["POST"], response.Content.Headers.Allow);
    }
}
