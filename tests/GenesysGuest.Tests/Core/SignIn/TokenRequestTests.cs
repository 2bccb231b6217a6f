using System.Text;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>What is sent to the token endpoint, grant by grant (contract §2).</summary>
public sealed class TokenRequestTests
{
    private const string Verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private readonly ScriptedServer _server = new();

    public TokenRequestTests() => _server.Token.Replies(Reply.Grant());

    private SentRequest Sent => Assert.Single(_server.Token.Requests);

    [Fact]
    public async Task It_goes_to_the_token_address()
    {
        using Connection connection = await RedeemAsync();

        Assert.Equal("https://usw2.pure.cloud/api/v2/oauth/token", Sent.Address.AbsoluteUri);
    }

    [Fact]
    public async Task It_is_a_form()
    {
        using Connection connection = await RedeemAsync();

        Assert.Equal("application/x-www-form-urlencoded", Sent.Headers["Content-Type"]);
    }

    [Fact]
    public async Task It_asks_for_JSON()
    {
        using Connection connection = await RedeemAsync();

        Assert.Equal("application/json", Sent.Headers["Accept"]);
    }

    [Fact]
    public async Task A_code_is_redeemed_with_exactly_the_fields_of_the_contract()
    {
        using Connection connection = await RedeemAsync();

        Assert.Equal(
            [
                KeyValuePair.Create("grant_type", "authorization_code"),
                KeyValuePair.Create("code", "c0de+/=&é"),
                KeyValuePair.Create("code_verifier", Verifier),
                KeyValuePair.Create("redirect_uri", "http://127.0.0.1:8765/call%20back?x=1&y=2"),
                KeyValuePair.Create("client_id", "client 1"),
            ],
            Sent.Form);
    }

    [Fact]
    public async Task A_redeemed_callback_sends_what_its_request_had()
    {
        AuthorizationRequest request = AuthorizationRequest.Create(_server.Environment, "client-1", "http://localhost:8765/cb", pkce: Pkce.FromVerifier(Verifier));
        AuthorizationResponse response = AuthorizationResponse.Parse(request, $"http://localhost:8765/cb?code=c0de&state={request.State}");

        using Connection connection = await Connection.OpenAsync(Grant.AuthorizationCode(request, response), _server.Options);

        Assert.Equal(
            [
                KeyValuePair.Create("grant_type", "authorization_code"),
                KeyValuePair.Create("code", "c0de"),
                KeyValuePair.Create("code_verifier", Verifier),
                KeyValuePair.Create("redirect_uri", "http://localhost:8765/cb"),
                KeyValuePair.Create("client_id", "client-1"),
            ],
            Sent.Form);
    }

    [Fact]
    public async Task A_confidential_client_names_itself_in_the_header_and_only_there_with_a_code()
    {
        AuthorizationRequest request = AuthorizationRequest.Create(_server.Environment, "client-1");
        AuthorizationResponse response = AuthorizationResponse.Parse(request, $"http://127.0.0.1:8765/callback?code=c0de&state={request.State}");

        using Connection connection = await Connection.OpenAsync(Grant.AuthorizationCode(request, response, new("client-1", "s:cret")), _server.Options);

        Assert.Equal("Basic Y2xpZW50LTE6cyUzQWNyZXQ=", Sent.Authorization);
        Assert.Equal(["grant_type", "code", "code_verifier", "redirect_uri"], Sent.Form.Select(field => field.Key));
    }

    [Fact]
    public async Task A_confidential_client_names_itself_in_the_header_and_only_there_with_a_refresh_token()
    {
        using Connection connection = await Connection.OpenAsync(Grant.RefreshToken(_server.Environment, new("client-1", "s:cret"), "rt-1"), _server.Options);

        Assert.Equal("Basic Y2xpZW50LTE6cyUzQWNyZXQ=", Sent.Authorization);
        Assert.Equal(["grant_type", "refresh_token"], Sent.Form.Select(field => field.Key));
    }

    [Fact]
    public void The_secret_of_another_client_is_not_sent_and_the_request_is_still_good()
    {
        AuthorizationRequest request = AuthorizationRequest.Create(_server.Environment, "client-1");
        AuthorizationResponse response = AuthorizationResponse.Parse(request, $"http://127.0.0.1:8765/callback?code=c0de&state={request.State}");

        Assert.Throws<ArgumentException>(() => Grant.AuthorizationCode(request, response, new("client-2", "s3cret")));
        Assert.False(request.IsUsed);
    }

    [Fact]
    public void A_request_is_good_until_its_code_is_sent()
    {
        AuthorizationRequest request = AuthorizationRequest.Create(_server.Environment, "client-1");
        AuthorizationResponse response = AuthorizationResponse.Parse(request, $"http://127.0.0.1:8765/callback?code=c0de&state={request.State}");

        _ = Grant.AuthorizationCode(request, response);

        Assert.False(request.IsUsed);
    }

    [Fact]
    public async Task A_callback_is_redeemed_once()
    {
        AuthorizationRequest request = AuthorizationRequest.Create(_server.Environment, "client-1");
        AuthorizationResponse response = AuthorizationResponse.Parse(request, $"http://127.0.0.1:8765/callback?code=c0de&state={request.State}");
        using Connection connection = await Connection.OpenAsync(Grant.AuthorizationCode(request, response), _server.Options);

        await Assert.ThrowsAsync<SignInException>(() => Connection.OpenAsync(Grant.AuthorizationCode(request, response), _server.Options));
    }

    [Fact]
    public async Task A_refresh_token_is_sent_with_exactly_the_fields_of_the_contract()
    {
        using Connection connection = await Connection.OpenAsync(Grant.RefreshToken(_server.Environment, "client-1", "rt+/=0"), _server.Options);

        Assert.Equal(
            [
                KeyValuePair.Create("grant_type", "refresh_token"), KeyValuePair.Create("refresh_token", "rt+/=0"), KeyValuePair.Create("client_id", "client-1"),
            ],
            Sent.Form);
    }

    [Fact]
    public async Task Client_credentials_are_no_fields_of_the_form()
    {
        using Connection connection = await Connection.OpenAsync(Grant.ClientCredentials(_server.Environment, new("client-1", "s3cret")), _server.Options);

        Assert.Equal([KeyValuePair.Create("grant_type", "client_credentials")], Sent.Form);
    }

    [Theory]
    [InlineData("client-1", "s3cret", "client-1:s3cret")]
    [InlineData("client:1", "s3c:ret/é+%", "client%3A1:s3c%3Aret%2F%C3%A9%2B%25")]
    public async Task Client_credentials_are_sent_by_HTTP_Basic(string clientId, string secret, string pair)
    {
        using Connection connection = await Connection.OpenAsync(Grant.ClientCredentials(_server.Environment, new(clientId, secret)), _server.Options);

        Assert.Equal($"Basic {Convert.ToBase64String(Encoding.ASCII.GetBytes(pair))}", Sent.Authorization);
    }

    [Fact]
    public async Task A_public_client_that_redeems_a_code_does_not_authenticate()
    {
        using Connection connection = await RedeemAsync();

        Assert.Null(Sent.Authorization);
    }

    [Fact]
    public async Task A_public_client_that_refreshes_does_not_authenticate()
    {
        using Connection connection = await Connection.OpenAsync(Grant.RefreshToken(_server.Environment, "client-1", "rt-0"), _server.Options);

        Assert.Null(Sent.Authorization);
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public async Task An_empty_client_id_is_refused_before_anything_is_sent(string clientId)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Connection.OpenAsync(Grant.RefreshToken(_server.Environment, clientId, "rt-0"), _server.Options));

        Assert.Equal(0, _server.Token.Count);
    }

    private Task<Connection> RedeemAsync() => Connection.OpenAsync(Grant.AuthorizationCode(_server.Environment, "client 1", "c0de+/=&é", Pkce.FromVerifier(Verifier), "http://127.0.0.1:8765/call%20back?x=1&y=2"), _server.Options);
}
