using GenesysGuest.Preflight;

namespace GenesysGuest;

/// <summary>Checks the requirements of a sign-in before a browser is opened or a secret is sent.</summary>
public static class EnvironmentCheck
{
    /// <summary>Checks that the sign-in page exists and knows the client, with a request that is similar to the browser's.</summary>
    /// <param name="request">The request that the browser will send. It is not used up, and none of its secrets are sent.</param>
    /// <param name="options">The options for the network.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>A finding to show to the user although the check passed, such as a wrong clock, or null.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is outside its range.</exception>
    /// <exception cref="SignInException"><see cref="ErrorId.EnvironmentNotFound"/>, or <see cref="ErrorId.AuthorizationDenied"/>: the page does not know the client or the redirect URI, or refuses the request.</exception>
    public static async Task<EnvironmentFinding?> BeforeBrowserAsync(AuthorizationRequest request, ConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using Lookout lookout = new(ConnectionOptions.Checked(options ?? new()));

        // The state and the proof key of the request are not sent. A provider is omitted, because its page exists on every host.
        AuthorizationRequest asked = AuthorizationRequest.Create(request.Environment, request.ClientId, request.RedirectUri, request.Scopes);
        Sight sight = await lookout.AuthorizeAsync(asked.Uri, request.RedirectUri, cancellationToken).ConfigureAwait(false);
        if (sight.Presence == Presence.Refused)
        {
            throw new SignInException(
                ErrorId.AuthorizationDenied,
                $"The sign-in page of {request.Environment.Name} rejected this client or redirect URI: {sight.Answer}.",
                $"Check the client id, {Printable.Text(request.ClientId)}, and check that exactly this redirect URI is registered with the client: {Printable.Text(request.RedirectUri)}. " +
                $"Most importantly, check the region: a client from another region is unknown here. The environment is {request.Environment.Name}.")
            {
                StatusCode = sight.Response!.Status,
                CorrelationId = sight.Response.CorrelationId,
                NextStep = NextStep.SkipEnvironmentCheck,
            };
        }

        if (RefusalIn(sight, asked) is { } refusal)
        {
            throw refusal;
        }

        EnvironmentFinding finding = await SignInEndpoint.Authorize.ConcludeAsync(request.Environment, sight, lookout, cancellationToken).ConfigureAwait(false);
        return finding.Status == FindingStatus.Failed ? throw NotFound(finding, sight) : Examination.ClockOf([sight], lookout.Time, onlyIfWrong: true);
    }

    /// <summary>Checks that the token endpoint exists, before a grant sends a secret to it.</summary>
    /// <param name="grant">The grant. None of it is sent.</param>
    /// <param name="options">The options for the network.</param>
    /// <param name="cancellationToken">Cancels the check.</param>
    /// <returns>A finding to show to the user although the check passed, or null. If no server responds in either layout, the check does not fail, because the sign-in retries.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is outside its range.</exception>
    /// <exception cref="SignInException"><see cref="ErrorId.EnvironmentNotFound"/>.</exception>
    public static async Task<EnvironmentFinding?> BeforeGrantAsync(Grant grant, ConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (grant.Type == GrantType.AccessToken)
        {
            return null; // no request is needed
        }

        using Lookout lookout = new(ConnectionOptions.Checked(options ?? new()));
        Sight sight = await lookout.TokenAsync(grant.Environment.TokenUri, cancellationToken).ConfigureAwait(false);
        EnvironmentFinding finding = await SignInEndpoint.Token.ConcludeAsync(grant.Environment, sight, lookout, cancellationToken).ConfigureAwait(false);
        bool isLeftToSignIn = sight is { Presence: Presence.Unreachable, IsOfProxy: false } && finding.NextStep != NextStep.ChooseLayout;
        return finding.Status == FindingStatus.Failed && !isLeftToSignIn ? throw NotFound(finding, sight) : Examination.ClockOf([sight], lookout.Time, onlyIfWrong: true);
    }

    /// <summary>Checks an entire environment. It creates nothing, and sends no secret except the token of the connection, which it sends only to the API.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="found">Receives each finding in order, from any thread, or null.</param>
    /// <param name="options">The options for the network, or null for those of the connection.</param>
    /// <param name="connection">A connection for the checks that require a token, or null to skip them.</param>
    /// <param name="deploymentId">A Messenger deployment, to check whether it recognizes known visitors, or null to omit this check.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    /// <returns>All findings, in order.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value of the options is outside its range.</exception>
    public static async Task<IReadOnlyList<EnvironmentFinding>> RunAsync(
        GenesysEnvironment environment,
        Action<EnvironmentFinding>? found = null,
        ConnectionOptions? options = null,
        Connection? connection = null,
        string? deploymentId = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(environment);
        List<EnvironmentFinding> findings = [];
        await new Examination(environment, ConnectionOptions.Checked(options ?? connection?.Options ?? new()), connection, deploymentId).RunAsync(Add, cancellationToken).ConfigureAwait(false);
        return findings.AsReadOnly();

        void Add(EnvironmentFinding finding)
        {
            findings.Add(finding);
            found?.Invoke(finding);
        }
    }

    // The server may refuse a request before it shows a page, and redirect with the error (RFC 6749 §4.1.2.1). The receiver would make the same check.
    private static SignInException? RefusalIn(Sight sight, AuthorizationRequest asked) =>
        sight.Response is { } response
        && Lookout.ReturnsTo(response, asked.RedirectUri)
        && AuthorizationResponse.Check(asked, response.Location!.Query, out _, out _) is { ErrorId: ErrorId.AuthorizationDenied, ServerCode: { } code } denied
        && AuthorizationResponse.IsOfRequest(code) ? denied : null;

    private static SignInException NotFound(EnvironmentFinding finding, Sight sight) => new(ErrorId.EnvironmentNotFound, finding.Answer, finding.Remedy!)
    {
        NextStep = finding.NextStep,
        NextStepArgument = finding.NextStepArgument,
        StatusCode = sight.Response?.Status,
        CorrelationId = sight.Response?.CorrelationId,
    };
}
