using System.Net;

namespace GenesysGuest.Tests.OAuthPeer;

/// <summary>What a server that nobody here wrote sends the browser back with.</summary>
public sealed class CallbackFromPeerTests
{
    private static readonly SignInOptions Deny = new() { LoginHint = "deny" };

    [PeerFact]
    public async Task An_issuer_that_the_environment_does_not_name_is_taken_from_where_the_page_is()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        Assert.NotEqual("", (await server.AskAsync(PeerClients.Public, server.Unnamed)).Response.Code);
    }

    [PeerFact]
    public async Task Another_issuer_than_the_environment_names_is_refused_and_the_waiting_goes_on()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        TaskCompletionSource<SignInException> refused = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using LoopbackReceiver receiver = LoopbackReceiver.Bind(PeerServer.AnyPort, onRefused: error => refused.TrySetResult(error));
        GenesysEnvironment other = server.Environment.With(issuer: "https://login.example.com");
        AuthorizationRequest request = AuthorizationRequest.Create(other, PeerClients.Public.Id, receiver.RedirectUri);
        Task<AuthorizationResponse> answer = receiver.ReceiveAsync(request, PeerServer.Limit, server.TooLong);

        Page page = await Visitor.OpenAsync(request.Uri, server.TooLong);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        SignInException error = await refused.Task.WaitAsync(server.TooLong);
        Assert.Equal((ErrorId.InvalidCallback, NextStep.NameIssuer), (error.ErrorId, error.NextStep));
        Assert.Contains($"contains the issuer '{server.Environment.Issuer}'", error.Message, StringComparison.Ordinal);
        Assert.False(answer.IsCompleted);
        Assert.Equal(error.Message, Assert.Throws<SignInException>(() => AuthorizationResponse.Parse(request, page.Address.AbsoluteUri)).Message);
    }

    [PeerFact]
    public async Task A_denial_is_told_with_the_servers_words()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => server.AskAsync(PeerClients.Public, options: Deny));

        Assert.Equal((ErrorId.AuthorizationDenied, "The authorization server returned the error 'access_denied': Ada said no."), (error.ErrorId, error.Message));
    }

    [PeerFact]
    public async Task A_scope_that_the_client_may_not_have_is_told_as_one()
    {
        await using PeerServer server = await PeerServer.StartAsync();

        SignInException error = await Assert.ThrowsAsync<SignInException>(() => server.AskAsync(PeerClients.Public, scopes: [PeerClients.ScopeOfNobody]));

        Assert.Equal((ErrorId.AuthorizationDenied, NextStep.ChooseScopes), (error.ErrorId, error.NextStep));
        Assert.Contains("'invalid_scope'", error.Message, StringComparison.Ordinal);
    }

    [PeerFact]
    public async Task What_the_page_is_told_besides_is_standard_or_passed_over()
    {
        await using PeerServer server = await PeerServer.StartAsync();
        SignInOptions options = new() { Organization = "acme", Provider = "okta", LoginHint = "ada@example.com:acme", ForceLogin = true };

        Consent consent = await server.AskAsync(PeerClients.Public, options: options);
        using Connection connection = await server.OpenAsync(consent.Grant);

        Assert.Equal(consent.Request.Scopes, connection.Scopes);
    }
}
