using GenesysGuest.Preflight;

namespace GenesysGuest;

/// <summary>A look before the leap: whether what a sign-in needs is there, before a browser is opened or a secret is sent.</summary>
public static class EnvironmentCheck
{
    /// <summary>Makes sure that the sign-in page is there, and knows the client, with one request that is like the one that the browser will make.</summary>
    /// <param name="request">The request that the browser will make. It is not used up, and nothing secret of it is shown.</param>
    /// <param name="options">How to reach the network.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What the user should know all the same, such as a clock that is wrong; null: nothing.</returns>
    /// <exception cref="SignInException"><see cref="ErrorId.EnvironmentNotFound"/>, or <see cref="ErrorId.AuthorizationDenied"/>: the page knows nothing of the client or the redirect URI.</exception>
    public static async Task<EnvironmentFinding?> BeforeBrowserAsync(AuthorizationRequest request, ConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        using Lookout lookout = new(options ?? new());

        // With a state and a proof key of its own; and without a provider, whose page is on any host.
        AuthorizationRequest asked = AuthorizationRequest.Create(request.Environment, request.ClientId, request.RedirectUri, request.Scopes);
        Sight sight = await lookout.AuthorizeAsync(asked.Uri, request.RedirectUri, cancellationToken).ConfigureAwait(false);
        if (sight.Presence == Presence.Refused)
        {
            throw new SignInException(
                ErrorId.AuthorizationDenied,
                $"The sign-in page of {request.Environment.Name} refuses this client or redirect URI: {sight.Answer}.",
                $"Check the client id, {Printable.Text(request.ClientId)}, and that {Printable.Text(request.RedirectUri)} is registered with it, character for character. " +
                $"Above all, check the region: a client of another region is not known here. The environment is {request.Environment.Name}.")
            {
                StatusCode = sight.Response!.Status,
                CorrelationId = sight.Response.CorrelationId,
                NextStep = NextStep.SkipEnvironmentCheck,
            };
        }

        EnvironmentFinding finding = await SignInEndpoint.Authorize.ConcludeAsync(request.Environment, sight, lookout, cancellationToken).ConfigureAwait(false);
        return finding.Status == FindingStatus.Failed ? throw NotFound(finding, sight) : Examination.ClockOf([sight], lookout.Time, onlyIfWrong: true);
    }

    /// <summary>Makes sure that the token endpoint is there, before a grant shows it a secret.</summary>
    /// <param name="grant">The grant. Nothing of it is sent.</param>
    /// <param name="options">How to reach the network.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What the user should know all the same; null: nothing. Where nothing answers in either layout, that is left to the sign-in, which tries again.</returns>
    /// <exception cref="SignInException"><see cref="ErrorId.EnvironmentNotFound"/>.</exception>
    public static async Task<EnvironmentFinding?> BeforeGrantAsync(Grant grant, ConnectionOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(grant);
        if (grant.Type == GrantType.AccessToken)
        {
            return null; // nothing is asked for
        }

        using Lookout lookout = new(options ?? new());
        Sight sight = await lookout.TokenAsync(grant.Environment.TokenUri, cancellationToken).ConfigureAwait(false);
        EnvironmentFinding finding = await SignInEndpoint.Token.ConcludeAsync(grant.Environment, sight, lookout, cancellationToken).ConfigureAwait(false);
        bool isLeftToSignIn = sight is { Presence: Presence.Unreachable, IsOfProxy: false } && finding.NextStep != NextStep.ChooseLayout;
        return finding.Status == FindingStatus.Failed && !isLeftToSignIn ? throw NotFound(finding, sight) : Examination.ClockOf([sight], lookout.Time, onlyIfWrong: true);
    }

    /// <summary>Looks at all of an environment. Nothing is created, and no secret is sent but the connection's token, to the API.</summary>
    /// <param name="environment">The environment.</param>
    /// <param name="found">Told of each finding as it comes, in order, from any thread; null: nobody is.</param>
    /// <param name="options">How to reach the network; null: as the connection does.</param>
    /// <param name="connection">A connection, for what takes a token; null: that is skipped.</param>
    /// <param name="deploymentId">A Messenger deployment, to see whether it recognizes known visitors; null: that is not looked at.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>All findings, in order.</returns>
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
        await new Examination(environment, options ?? connection?.Options ?? new(), connection, deploymentId).RunAsync(Add, cancellationToken).ConfigureAwait(false);
        return findings.AsReadOnly();

        void Add(EnvironmentFinding finding)
        {
            findings.Add(finding);
            found?.Invoke(finding);
        }
    }

    private static SignInException NotFound(EnvironmentFinding finding, Sight sight) => new(ErrorId.EnvironmentNotFound, finding.Answer, finding.Remedy!)
    {
        NextStep = finding.NextStep,
        NextStepArgument = finding.NextStepArgument,
        StatusCode = sight.Response?.Status,
        CorrelationId = sight.Response?.CorrelationId,
    };
}
