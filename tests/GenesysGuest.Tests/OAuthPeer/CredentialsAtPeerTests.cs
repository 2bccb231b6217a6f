using System.Net;

namespace GenesysGuest.Tests.OAuthPeer;

/// <summary>The client credentials grant at a server that nobody here wrote.</summary>
public sealed class CredentialsAtPeerTests
{
    [PeerFact]
    public async Task A_client_whose_id_and_secret_have_every_character_that_is_permitted_signs_in()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        using Connection connection = await server.OpenAsync(Grant.ClientCredentials(server.Environment, PeerClients.Unattended));

        Assert.NotEqual("", await connection.GetAccessTokenAsync(server.TooLong));
        Assert.True(connection.ExpiresAt > DateTimeOffset.UtcNow);
        Assert.Null(connection.RefreshToken);
        Assert.True(connection.CanRefresh);
    }

    [PeerFact]
    public async Task A_wrong_secret_is_refused_with_the_servers_code()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        SignInException error = await server.RefusedAsync(Grant.ClientCredentials(server.Environment, new OAuthClient(PeerClients.Unattended.Id, "wrong")));

        Assert.Equal((ErrorId.TokenRequestUnauthorized, HttpStatusCode.Unauthorized, "invalid_client"), (error.ErrorId, error.StatusCode, error.ServerCode));
        Assert.Contains("(401 'invalid_client'): client authentication failed.", error.Message, StringComparison.Ordinal);
    }

    [PeerFact]
    public async Task A_client_that_nobody_registered_is_refused_in_the_same_way()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        SignInException error = await server.RefusedAsync(Grant.ClientCredentials(server.Environment, new OAuthClient("unknown", "secret")));

        Assert.Equal((ErrorId.TokenRequestUnauthorized, "invalid_client"), (error.ErrorId, error.ServerCode));
    }

    [PeerFact]
    public async Task A_client_that_may_not_use_this_grant_is_told_to_look_at_its_grants()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        SignInException error = await server.RefusedAsync(Grant.ClientCredentials(server.Environment, PeerClients.Confidential));

        Assert.Equal((ErrorId.TokenRequestRejected, HttpStatusCode.BadRequest, "invalid_request"), (error.ErrorId, error.StatusCode, error.ServerCode));
        Assert.Contains("requested grant type is not allowed for this client", error.Message, StringComparison.Ordinal);
        Assert.Contains("allows the client credentials grant", error.Remedy, StringComparison.Ordinal);
    }
}
