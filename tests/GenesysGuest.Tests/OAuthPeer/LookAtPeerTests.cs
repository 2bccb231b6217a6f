using System.Net;

namespace GenesysGuest.Tests.OAuthPeer;

/// <summary>The look before the leap at a server that nobody here wrote.</summary>
public sealed class LookAtPeerTests
{
    private const string RedirectUri = "http://127.0.0.1:8765/callback"; // nobody listens there, and nobody needs to

    [PeerFact]
    public async Task Nothing_is_said_of_a_client_that_is_registered()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        Assert.Null(await LookAsync(server, PeerClients.Public.Id, RedirectUri));
    }

    [PeerFact]
    public async Task An_unknown_client_is_told_before_a_browser_opens()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => LookAsync(server, "unknown", RedirectUri));

        Assert.Equal((ErrorId.AuthorizationDenied, HttpStatusCode.BadRequest), (error.ErrorId, error.StatusCode));
        Assert.Contains("the server returned 400 invalid_client: client is invalid", error.Message, StringComparison.Ordinal);
    }

    [PeerFact]
    public async Task A_redirect_uri_that_is_not_registered_is_told_before_a_browser_opens()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => LookAsync(server, PeerClients.Public.Id, RedirectUri + "/other"));

        Assert.Equal((ErrorId.AuthorizationDenied, HttpStatusCode.BadRequest), (error.ErrorId, error.StatusCode));
        Assert.Contains("invalid_redirect_uri", error.Message, StringComparison.Ordinal);
    }

    [PeerFact]
    public async Task Nothing_is_said_of_a_token_endpoint_that_is_there()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        Assert.Null(await EnvironmentCheck.BeforeGrantAsync(Grant.ClientCredentials(server.Environment, PeerClients.Unattended), PeerServer.Options, server.TooLong));
    }

    [PeerFact]
    public async Task A_token_address_of_nobody_is_told_before_a_secret_is_sent()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        GenesysEnvironment wrong = GenesysEnvironment.Parse(server.Environment.Name);

        SignInException error = await Assert.ThrowsAsync<SignInException>(
            () => EnvironmentCheck.BeforeGrantAsync(Grant.ClientCredentials(wrong, PeerClients.Unattended), PeerServer.Options, server.TooLong));

        Assert.Equal((ErrorId.EnvironmentNotFound, HttpStatusCode.NotFound), (error.ErrorId, error.StatusCode));
    }

    private static Task<EnvironmentFinding?> LookAsync(PeerServer server, string clientId, string redirectUri) =>
        EnvironmentCheck.BeforeBrowserAsync(AuthorizationRequest.Create(server.Environment, clientId, redirectUri), PeerServer.Options, server.TooLong);
}
