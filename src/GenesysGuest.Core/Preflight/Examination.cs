using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Resilience;

namespace GenesysGuest.Preflight;

/// <summary>Looks at every part of an environment.</summary>
/// <param name="environment">The environment.</param>
/// <param name="options">How to reach the network.</param>
/// <param name="connection">For what takes a token; null: nobody is signed in.</param>
/// <param name="deploymentId">A Messenger deployment; null: none is looked at.</param>
internal sealed class Examination(GenesysEnvironment environment, ConnectionOptions options, Connection? connection, string? deploymentId)
{
    private const string NobodySignedIn = "Nobody is signed in to this environment.";

    private readonly ConcurrentDictionary<string, CertificateSeen> _certificates = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Looks.</summary>
    /// <param name="found">Told of each finding.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task RunAsync(Action<EnvironmentFinding> found, CancellationToken cancellationToken)
    {
        using Lookout lookout = new(options, seen => _certificates[seen.Host] = seen);
        (BearerToken? token, SignInException? noToken) = await TokenAsync(cancellationToken).ConfigureAwait(false);

        // All at once, for one that does not answer is waited for.
        Task<Sight> authorize = SignInEndpoint.Authorize.LookAsync(lookout, environment.AuthorizeUri, cancellationToken);
        Task<Sight> tokens = SignInEndpoint.Token.LookAsync(lookout, environment.TokenUri, cancellationToken);
        Task<Sight> guests = lookout.ApiAsync(environment.GuestsUri, token, cancellationToken);
        Uri[] hosts = [.. new[] { environment.AuthorizeUri, environment.TokenUri, environment.GuestsUri }.GroupBy(address => address.Authority, StringComparer.OrdinalIgnoreCase).Select(host => host.First())];
        Task<EnvironmentFinding>[] names = [.. hosts.Select(NameOfAsync)];
        foreach (Task<EnvironmentFinding> name in names)
        {
            found(await name.WaitAsync(cancellationToken).ConfigureAwait(false));
        }

        Sight[] sights = await Task.WhenAll(authorize, tokens, guests).ConfigureAwait(false);
        found(ProxyOf(hosts, sights));
        foreach (Uri host in hosts)
        {
            found(TlsOf(host, sights.First(sight => string.Equals(sight.Address.Authority, host.Authority, StringComparison.Ordinal))));
        }

        found(ClockOf(sights, lookout.Time, onlyIfWrong: false)!);
        EnvironmentFinding page = await SignInEndpoint.Authorize.ConcludeAsync(environment, sights[0], lookout, cancellationToken).ConfigureAwait(false);
        found(page);
        EnvironmentFinding issuer = await SignInEndpoint.Token.ConcludeAsync(environment, sights[1], lookout, cancellationToken).ConfigureAwait(false);
        found(issuer);
        found(GuestsOf(sights[2], token is not null, page.NextStep == NextStep.ChooseLayout ? page : issuer));
        found(await OwnerAsync(lookout, token, noToken, cancellationToken).ConfigureAwait(false));
        if (deploymentId is not null)
        {
            found(await IdentityResolutionAsync(lookout, token, deploymentId, cancellationToken).ConfigureAwait(false));
        }
    }

    /// <summary>What answers say about this computer's clock.</summary>
    /// <param name="sights">The answers.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onlyIfWrong">Whether a clock that is right is not worth a finding.</param>
    /// <returns>The finding; null: there is none.</returns>
    public static EnvironmentFinding? ClockOf(IReadOnlyList<Sight> sights, TimeProvider time, bool onlyIfWrong)
    {
        const string asked = "Date of an answer";
        Response? dated = sights.Select(sight => sight.Response).FirstOrDefault(response => response?.Date is not null);
        return dated is not null && ClockSkew.Of(dated, time) is { } wrong
            ? new(EnvironmentPart.Clock, FindingStatus.Warning, asked, $"{wrong}.", "Set it right: times of expiry are shown wrong, and further away certificates and codes seem to have run out.")
            : onlyIfWrong ? null
            : dated is null ? new(EnvironmentPart.Clock, FindingStatus.Skipped, asked, "No answer said what time it is.")
            : new(EnvironmentPart.Clock, FindingStatus.Passed, asked, "This computer's clock and the server's show the same time.");
    }

    private async Task<(BearerToken? Token, SignInException? Why)> TokenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (connection is null ? null : await connection.GetBearerAsync(cancellationToken).ConfigureAwait(false), null);
        }
        catch (SignInException exception)
        {
            return (null, exception);
        }
    }

    private async Task<EnvironmentFinding> NameOfAsync(Uri host)
    {
        EnvironmentFinding Finding(FindingStatus status, string answer, string? remedy = null) => new(EnvironmentPart.NameResolution, status, $"address of {host.Host}", answer, remedy);

        if (host.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
        {
            return Finding(FindingStatus.Skipped, "It is an address, not a name.");
        }

        if (options.CreateHandler is not null || new ProxyChoice(options).For(host) is not null)
        {
            return Finding(FindingStatus.Skipped, "Whatever is in between looks the name up.");
        }

        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host.Host).ConfigureAwait(false);
            return Finding(FindingStatus.Passed, $"{string.Join(", ", addresses.Take(3))}{(addresses.Length > 3 ? ", ..." : "")}.");
        }
        catch (System.Net.Sockets.SocketException exception)
        {
            return Finding(FindingStatus.Failed, $"The name was not found ({Printable.Text(exception.Message)}).", "Check the network, and that the environment is the domain of your organization's region.");
        }
    }

    private EnvironmentFinding ProxyOf(Uri[] hosts, Sight[] sights)
    {
        string[] proxies = [.. hosts.Select(new ProxyChoice(options).AddressFor).OfType<Uri>().Select(proxy => proxy.GetLeftPart(UriPartial.Authority).Replace($"{proxy.UserInfo}@", "")).Distinct(StringComparer.Ordinal)];
        string asked = $"proxy for {string.Join(", ", hosts.Select(host => host.Host))}";
        NetworkFailure? refused = sights.FirstOrDefault(sight => sight.IsOfProxy)?.Failure;
        return refused is not null
            ? new(EnvironmentPart.Proxy, FindingStatus.Failed, asked, $"{char.ToUpperInvariant(refused.Reason[0])}{refused.Reason[1..]}.", refused.Remedy) { NextStep = refused.NextStep }
            : new(EnvironmentPart.Proxy, FindingStatus.Passed, asked, proxies.Length == 0 ? "There is none on the way." : $"{string.Join(", ", proxies)}.");
    }

    private EnvironmentFinding TlsOf(Uri host, Sight sight)
    {
        EnvironmentFinding Finding(FindingStatus status, string answer, string? remedy = null) => new(EnvironmentPart.Tls, status, $"certificate of {host.Authority}", answer, remedy);

        if (!string.Equals(host.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal))
        {
            return Finding(FindingStatus.Skipped, "Plain http, which does not leave this computer.");
        }

        bool isSeen = _certificates.TryGetValue(host.Host, out CertificateSeen? certificate);
        return (isSeen, sight.Response) switch
        {
            (true, _) when !certificate!.IsTrusted => Finding(
                FindingStatus.Failed, $"It is not trusted, or does not match. It was issued by {certificate.Issuer}.",
                $"If {certificate.Issuer} is your company or a security product, it looks into connections: have its root trusted on this computer. Otherwise, check the clock and the network."),
            (true, _) => Finding(FindingStatus.Passed, $"It is trusted. It was issued by {certificate!.Issuer}, and is good until {certificate.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}."),
            (_, not null) => Finding(FindingStatus.Passed, "The connection is protected."),
            _ => Finding(FindingStatus.Skipped, "There was no connection."),
        };
    }

    private EnvironmentFinding GuestsOf(Sight sight, bool hasToken, EnvironmentFinding signIn)
    {
        EnvironmentFinding Finding(FindingStatus status, string answer, string? remedy = null, NextStep nextStep = NextStep.None) =>
            new(EnvironmentPart.Guests, status, sight.Asked, answer, remedy) { NextStep = nextStep };

        return sight switch
        {
            { Presence: not Presence.Here } when signIn.NextStep == NextStep.ChooseLayout =>
                Finding(FindingStatus.Failed, $"The guests endpoint is not there: {sight.Answer}.", signIn.Remedy) with { NextStep = NextStep.ChooseLayout, NextStepArgument = signIn.NextStepArgument },
            { Failure: { } failure } => Finding(FindingStatus.Failed, $"The guests endpoint could not be reached: {failure.Reason}.", failure.Remedy, failure.NextStep),
            { Presence: not Presence.Here } => Finding(
                FindingStatus.Failed, $"The guests endpoint is not there: {sight.Answer}.",
                "This organization may have none: no published description of the service holds it. If its address is another, replace it.", NextStep.ReplaceGuestsAddress),
            { Response.Status: HttpStatusCode.Unauthorized } when hasToken => Finding(
                FindingStatus.Failed, $"The guests endpoint refuses the access token: {sight.Answer}.", $"Sign in again, and check that {environment.Name} is the organization's region.", NextStep.SignIn),
            { Response.Status: HttpStatusCode.Unauthorized } => Finding(
                FindingStatus.Passed, "Something is there and asks for a token. Whether it is the guests endpoint shows once you are signed in."),
            { Response.Status: (HttpStatusCode)429 or >= HttpStatusCode.InternalServerError } => Finding(
                FindingStatus.Warning, $"The guests endpoint is out of order at the moment: {sight.Answer}.", "Try again in a few minutes."),
            _ => Finding(FindingStatus.Passed, $"The guests endpoint is there ({(int)sight.Response!.Status}). Nothing was created."),
        };
    }

    private async Task<EnvironmentFinding> OwnerAsync(Lookout lookout, BearerToken? token, SignInException? noToken, CancellationToken cancellationToken)
    {
        const string what = "GET /api/v2/tokens/me";
        if (noToken is not null)
        {
            return new(EnvironmentPart.TokensMe, FindingStatus.Failed, what, noToken.Message, noToken.Remedy) { NextStep = noToken.NextStep };
        }

        if (token is null || environment.TokensMeUri is not { } address)
        {
            return Unasked(EnvironmentPart.TokensMe, what, token is null);
        }

        Sight sight = await lookout.ApiAsync(address, token, cancellationToken).ConfigureAwait(false);
        if (sight.Response is { } response && SignIn.Tokens.TokenOwner.Read(response) is { } owner)
        {
            string[] missing = owner.Scopes is null ? [] : [.. environment.DefaultScopes.Except(owner.Scopes, StringComparer.Ordinal)];
            string whose = $"The token is for '{owner.OrganizationName ?? owner.OrganizationId}', of the client '{owner.ClientName ?? connection!.ClientId}', with the scopes: {string.Join(" ", owner.Scopes ?? [])}.";
            return missing.Length == 0
                ? new(EnvironmentPart.TokensMe, FindingStatus.Passed, sight.Asked, whose)
                : new(EnvironmentPart.TokensMe, FindingStatus.Warning, sight.Asked, whose, $"Add the scopes '{string.Join(" ", missing)}' to the OAuth client, then sign in again.") { NextStep = NextStep.SignIn };
        }

        return sight.Response?.Status == HttpStatusCode.Unauthorized
            ? new(EnvironmentPart.TokensMe, FindingStatus.Failed, sight.Asked, $"The access token is refused: {sight.Answer}.", "Sign in again: it has run out, was revoked, or nobody used it for longer than the organization permits.") { NextStep = NextStep.SignIn }
            : new(EnvironmentPart.TokensMe, FindingStatus.Warning, sight.Asked, $"Nobody says whose the token is: {sight.Answer}.", "Nothing depends on it. Make sure by other means that it is the right organization.");
    }

    private async Task<EnvironmentFinding> IdentityResolutionAsync(Lookout lookout, BearerToken? token, string id, CancellationToken cancellationToken)
    {
        string path = $"webdeployments/deployments/{Uri.EscapeDataString(id)}/identityresolution";
        if (token is null || environment.Api(path) is not { } address)
        {
            return Unasked(EnvironmentPart.IdentityResolution, $"GET /api/v2/{path}", token is null);
        }

        Sight sight = await lookout.ApiAsync(address, token, cancellationToken).ConfigureAwait(false);
        EnvironmentFinding Finding(FindingStatus status, string answer, string? remedy = null) => new(EnvironmentPart.IdentityResolution, status, sight.Asked, answer, remedy);

        return sight.Response is { } response && IdentityResolution.Read(response) is { } resolution
            ? resolution switch
            {
                { ResolvesIdentities: false } => Finding(
                    FindingStatus.Warning, "The deployment does not look for the contact of a visitor.", "Turn identity resolution on in the deployment, or visitors arrive without the contact that they have."),
                { ExternalSourceId: null } => Finding(FindingStatus.Passed, "The deployment looks for the contact of a visitor, by no external source."),
                _ => Finding(FindingStatus.Passed, $"The deployment looks for the contact of a visitor by the external source {resolution.ExternalSourceId}."),
            }
            : sight.Response?.Status switch
            {
                HttpStatusCode.NotFound => Finding(FindingStatus.Failed, $"There is no such deployment: {sight.Answer}.", "Check its id, in Genesys Cloud under Message > Messenger Deployments."),
                HttpStatusCode.Forbidden => Finding(
                    FindingStatus.Failed, $"The token may not see the deployment: {sight.Answer}.",
                    "Ask an administrator for the permissions webDeployments:deployment:view and webDeployments:identityResolution:view."),
                _ => Finding(FindingStatus.Failed, $"Nobody says whether the deployment recognizes visitors: {sight.Answer}.", "Try again in a few minutes."),
            };
    }

    private static EnvironmentFinding Unasked(EnvironmentPart part, string what, bool isForWantOfToken) => isForWantOfToken
        ? new(part, FindingStatus.Skipped, what, NobodySignedIn, "Sign in, then look again.") { NextStep = NextStep.SignIn }
        : new(part, FindingStatus.Skipped, what, "The guests address is one of your own, and says nothing of the others.");
}
