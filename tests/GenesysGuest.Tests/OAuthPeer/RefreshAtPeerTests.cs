using System.Net;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.OAuthPeer;

/// <summary>Refresh tokens at a server that nobody here wrote, and that replaces them at each use.</summary>
public sealed class RefreshAtPeerTests
{
    [PeerFact]
    public async Task A_refresh_token_brings_a_token_and_its_own_successor()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        string first = await RefreshTokenAsync(server);

        using Connection connection = await server.OpenAsync(Grant.RefreshToken(server.Environment, PeerClients.Confidential, first));

        Assert.NotEqual("", await connection.GetAccessTokenAsync(server.TooLong));
        Assert.Equal(PeerClients.Scopes.Split(' '), connection.Scopes);
        Assert.NotEqual(first, Text(connection));
        using Connection next = await server.OpenAsync(Grant.RefreshToken(server.Environment, PeerClients.Confidential, Text(connection)));
        Assert.NotEqual(Text(connection), Text(next));
    }

    [PeerFact]
    public async Task A_refresh_token_that_was_replaced_is_refused()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        string first = await RefreshTokenAsync(server);
        using Connection connection = await server.OpenAsync(Grant.RefreshToken(server.Environment, PeerClients.Confidential, first));

        SignInException error = await server.RefusedAsync(Grant.RefreshToken(server.Environment, PeerClients.Confidential, first));

        Assert.Equal((ErrorId.TokenRequestRejected, HttpStatusCode.BadRequest, "invalid_grant"), (error.ErrorId, error.StatusCode, error.ServerCode));
        Assert.Contains("was used before", error.Remedy, StringComparison.Ordinal);
    }

    [PeerFact]
    public async Task A_token_that_is_due_is_renewed_and_the_connection_has_the_new_refresh_token()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        ManualClock clock = new();
        Consent consent = await server.AskAsync(PeerClients.Confidential);
        using Connection connection = await Connection.OpenAsync(consent.Grant, PeerServer.Options with { TimeProvider = clock }, server.TooLong);
        (string token, string refreshToken) = (await connection.GetAccessTokenAsync(server.TooLong), Text(connection));

        clock.Advance(TimeSpan.FromMinutes(5));
        string renewed = await connection.GetAccessTokenAsync(server.TooLong);

        Assert.NotEqual(token, renewed);
        Assert.NotEqual(refreshToken, Text(connection));
        Assert.Equal(consent.Request.Scopes, connection.Scopes);
    }

    private static async Task<string> RefreshTokenAsync(PeerServer server)
    {
        using Connection connection = await server.OpenAsync((await server.AskAsync(PeerClients.Confidential)).Grant);
        return Text(connection);
    }

    private static string Text(Connection connection) => new NetworkCredential("", connection.RefreshToken).Password;
}
