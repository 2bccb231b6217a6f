namespace GenesysGuest.Tests.OAuthPeer;

/// <summary>The authorization code with a proof key at a server that nobody here wrote.</summary>
public sealed class CodeAtPeerTests
{
    [PeerFact]
    public async Task A_public_client_signs_in_from_the_first_page_to_the_token()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        using LoopbackReceiver receiver = LoopbackReceiver.Bind(PeerServer.AnyPort);
        AuthorizationRequest request = AuthorizationRequest.Create(server.Environment, PeerClients.Public.Id, receiver.RedirectUri);
        Task<Page>? visit = null;

        Grant grant = await Grant.FromBrowserAsync(
            request, receiver, address => visit = Visitor.OpenAsync(address, server.TooLong), PeerServer.Limit, cancellationToken: server.TooLong);
        using Connection connection = await server.OpenAsync(grant);

        Assert.Contains("Response received", (await visit!).Text, StringComparison.Ordinal);
        Assert.NotEqual("", await connection.GetAccessTokenAsync(server.TooLong));
        Assert.Equal(request.Scopes, connection.Scopes);
        Assert.True(connection.ExpiresAt > DateTimeOffset.UtcNow);
        Assert.False(connection.CanRefresh);
    }

    [PeerFact]
    public async Task A_client_with_a_secret_redeems_its_code_with_both()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        Consent consent = await server.AskAsync(PeerClients.Confidential);

        using Connection connection = await server.OpenAsync(consent.Grant);

        Assert.Equal(consent.Request.Scopes, connection.Scopes);
        Assert.True(connection.CanRefresh);
        Assert.NotNull(connection.RefreshToken);
    }

    [PeerFact]
    public async Task A_client_with_a_secret_is_refused_without_it()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        Consent consent = await server.AskAsync(PeerClients.Confidential);

        SignInException error = await server.RefusedAsync(consent.GrantWith(client: PeerClients.Confidential.Id));

        Assert.Equal((ErrorId.TokenRequestUnauthorized, "invalid_client"), (error.ErrorId, error.ServerCode));
    }

    [PeerFact]
    public async Task A_proof_key_of_the_greatest_length_is_taken()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        Consent consent = await server.AskAsync(PeerClients.Public, pkce: Pkce.Create(Pkce.MaxVerifierLength));

        using Connection connection = await server.OpenAsync(consent.Grant);

        Assert.Equal(128, consent.Pkce.CodeVerifier.Length);
        Assert.Equal(GrantType.AuthorizationCode, connection.GrantType);
    }

    [PeerFact]
    public async Task A_code_is_good_once()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        Consent consent = await server.AskAsync(PeerClients.Public);
        using Connection connection = await server.OpenAsync(consent.GrantWith());

        AssertInvalidGrant(await server.RefusedAsync(consent.GrantWith()));
    }

    [PeerFact]
    public async Task A_code_is_of_no_use_with_the_proof_key_of_another_request()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        Consent consent = await server.AskAsync(PeerClients.Public);

        AssertInvalidGrant(await server.RefusedAsync(consent.GrantWith(pkce: Pkce.Create())));
    }

    [PeerFact]
    public async Task A_code_is_of_no_use_with_another_redirect_uri()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        Consent consent = await server.AskAsync(PeerClients.Public);

        AssertInvalidGrant(await server.RefusedAsync(consent.GrantWith(redirectUri: PeerClients.RegisteredRedirectUri)));
    }

    [PeerFact]
    public async Task A_code_is_of_no_use_to_another_client()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        Consent consent = await server.AskAsync(PeerClients.Public);

        AssertInvalidGrant(await server.RefusedAsync(consent.GrantWith(client: PeerClients.Confidential)));
    }

    private static void AssertInvalidGrant(SignInException error)
    {
        Assert.Equal((ErrorId.TokenRequestRejected, System.Net.HttpStatusCode.BadRequest, "invalid_grant"), (error.ErrorId, error.StatusCode, error.ServerCode));
        Assert.Contains("(400 'invalid_grant')", error.Message, StringComparison.Ordinal);
        Assert.Equal(NextStep.SignIn, error.NextStep);
    }
}
