using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>An access token that is no longer good in the middle of a run.</summary>
public class TokenFaultTests
{
    private const int Rows = 1_000;

    [Theory]
    [InlineData(1, 0)]
    [InlineData(Rows, 300)]
    public async Task An_expired_token_is_renewed_once_and_costs_no_row(int rows, int expiresAfter)
    {
        await using SandboxRun run = await SandboxRun.StartAsync(SignInAsync);

        Finished finished = await BreakAsync(run, rows, expiresAfter, run.Server.ExpireAccessTokens);

        Assert.Null(finished.End);
        Assert.Empty(finished.Errors);
        Assert.Equal(2, run.Server.Requests.Token);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(Rows, 300)]
    public async Task A_revoked_token_is_replaced_if_the_client_may_have_another(int rows, int revokedAfter)
    {
        await using SandboxRun run = await SandboxRun.StartAsync(
            (server, options) => Connection.OpenAsync(Grant.ClientCredentials(SandboxRun.EnvironmentOf(server), new("sandbox-confidential", "sandbox-secret")), options));

        Finished finished = await BreakAsync(run, rows, revokedAfter, run.Server.RevokeTokens);

        Assert.Null(finished.End);
        Assert.Empty(finished.Errors);
        Assert.Equal(2, run.Server.Requests.Token);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(Rows, 300)]
    public async Task A_session_that_was_revoked_ends_the_run(int rows, int revokedAfter)
    {
        await using SandboxRun run = await SandboxRun.StartAsync(SignInAsync);

        Finished finished = await BreakAsync(run, rows, revokedAfter, run.Server.RevokeTokens);

        Assert.Equal(ErrorId.SessionExpired, finished.End?.ErrorId);
        Assert.Equal([ErrorId.NotAttempted], finished.Errors);
        Assert.InRange(finished.Outcomes.Count, rows == 1 ? 1 : 300, 450);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(Rows, 300)]
    public async Task A_bare_token_that_expires_ends_the_work(int rows, int expiresAfter)
    {
        await using SandboxRun run = await SandboxRun.StartAsync();

        Finished finished = await BreakAsync(run, rows, expiresAfter, run.Server.ExpireAccessTokens);

        Assert.Equal(rows == 1 ? null : ErrorId.GuestUnauthorized, finished.End?.ErrorId);
        Assert.Contains(ErrorId.GuestUnauthorized, finished.Errors);
        Assert.Empty(finished.Errors.Except([ErrorId.GuestUnauthorized, ErrorId.NotAttempted]));
        Assert.InRange(finished.Guests.Count(), rows == 1 ? 0 : 300, 450);
    }

    private static Task<Finished> BreakAsync(SandboxRun run, int rows, int after, Action breakIt)
    {
        if (after == 0)
        {
            breakIt();
        }

        return run.ProvisionAsync(rows, taken: count =>
        {
            if (count == after)
            {
                breakIt();
            }
        });
    }

    private static async Task<Connection> SignInAsync(SandboxServer server, ConnectionOptions options)
    {
        AuthorizationRequest request = AuthorizationRequest.Create(
            SandboxRun.EnvironmentOf(server), SandboxClient.Public.Id, AuthorizationRequest.DefaultRedirectUri);
        using HttpClient browser = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseProxy = false });
        using HttpResponseMessage answer = await browser.GetAsync(request.Uri);
        return await Connection.OpenAsync(Grant.AuthorizationCode(request, AuthorizationResponse.Parse(request, answer.Headers.Location!.OriginalString)), options);
    }
}
