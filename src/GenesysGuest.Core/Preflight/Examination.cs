using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Resilience;

namespace GenesysGuest.Preflight;

/// <summary>Checks all parts of an environment.</summary>
/// <param name="environment">The environment.</param>
/// <param name="options">The options for the network.</param>
/// <param name="connection">The connection for the checks that require a token, or null if there is none.</param>
/// <param name="deploymentId">A Messenger deployment, or null to omit its check.</param>
internal sealed class Examination(GenesysEnvironment environment, ConnectionOptions options, Connection? connection, string? deploymentId)
{
    private const string NotSignedIn = "You are not signed in to this environment.";

    private readonly ConcurrentDictionary<string, CertificateSeen> _certificates = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Runs the checks.</summary>
    /// <param name="found">Receives each finding.</param>
    /// <param name="cancellationToken">Cancels the checks.</param>
    public async Task RunAsync(Action<EnvironmentFinding> found, CancellationToken cancellationToken)
    {
        using Lookout lookout = new(options, seen => _certificates[seen.Host] = seen);
        (BearerToken? token, SignInException? noToken) = await TokenAsync(cancellationToken).ConfigureAwait(false);

        // The requests run at the same time, because an address that does not respond causes a long wait.
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

    /// <summary>Checks the clock of this computer against the dates of responses.</summary>
    /// <param name="sights">The results with the responses.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onlyIfWrong">Whether to omit the finding if the clock is correct.</param>
    /// <returns>The finding, or null if there is none.</returns>
    public static EnvironmentFinding? ClockOf(IReadOnlyList<Sight> sights, TimeProvider time, bool onlyIfWrong)
    {
        const string asked = "Date of a response";
        Response? dated = sights.Select(sight => sight.Response).FirstOrDefault(response => response?.Date is not null);
        return dated is not null && ClockSkew.Of(dated, time) is { } wrong
            ? new(EnvironmentPart.Clock, FindingStatus.Warning, asked, $"{wrong}.", "Set the clock. With a wrong clock, expiration times are shown incorrectly. With a larger difference, certificates and codes appear to be expired.")
            : onlyIfWrong ? null
            : dated is null ? new(EnvironmentPart.Clock, FindingStatus.Skipped, asked, "No response contained a date.")
            : new(EnvironmentPart.Clock, FindingStatus.Passed, asked, "This computer's clock matches the server's.");
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
            return Finding(FindingStatus.Skipped, $"{host.Host} is an IP address, not a name.");
        }

        if (options.CreateHandler is not null || new ProxyChoice(options).For(host) is not null)
        {
            return Finding(FindingStatus.Skipped, $"The proxy or the custom handler resolves the name {host.Host}.");
        }

        try
        {
            IPAddress[] addresses = await Dns.GetHostAddressesAsync(host.Host).ConfigureAwait(false);
            return Finding(FindingStatus.Passed, $"{host.Host} resolves to {string.Join(", ", addresses.Take(3))}{(addresses.Length > 3 ? ", ..." : "")}.");
        }
        catch (System.Net.Sockets.SocketException exception)
        {
            return Finding(FindingStatus.Failed, $"The name {host.Host} was not found ({Printable.Text(exception.Message)}).", "Check the network, and check that the environment is the domain of your organization's region.");
        }
    }

    private EnvironmentFinding ProxyOf(Uri[] hosts, Sight[] sights)
    {
        string[] proxies = [.. hosts.Select(new ProxyChoice(options).AddressFor).OfType<Uri>().Select(proxy => proxy.GetLeftPart(UriPartial.Authority).Replace($"{proxy.UserInfo}@", "")).Distinct(StringComparer.Ordinal)];
        string asked = $"proxy for {string.Join(", ", hosts.Select(host => host.Host))}";
        NetworkFailure? refused = sights.FirstOrDefault(sight => sight.IsOfProxy)?.Failure;
        return refused is not null
            ? new(EnvironmentPart.Proxy, FindingStatus.Failed, asked, $"{char.ToUpperInvariant(refused.Reason[0])}{refused.Reason[1..]}.", refused.Remedy) { NextStep = refused.NextStep }
            : new(EnvironmentPart.Proxy, FindingStatus.Passed, asked, proxies.Length == 0 ? "No proxy is used." : $"{string.Join(", ", proxies)}.");
    }

    private EnvironmentFinding TlsOf(Uri host, Sight sight)
    {
        EnvironmentFinding Finding(FindingStatus status, string answer, string? remedy = null) => new(EnvironmentPart.Tls, status, $"certificate of {host.Authority}", answer, remedy);

        if (!string.Equals(host.Scheme, Uri.UriSchemeHttps, StringComparison.Ordinal))
        {
            return Finding(FindingStatus.Skipped, $"The address {host.GetLeftPart(UriPartial.Authority)} uses plain http and does not leave this computer.");
        }

        bool isSeen = _certificates.TryGetValue(host.Host, out CertificateSeen? certificate);
        return (isSeen, sight.Response) switch
        {
            (true, _) when !certificate!.IsTrusted => Finding(
                FindingStatus.Failed, $"The certificate of {host.Authority} is not trusted, or does not match. It was issued by {certificate.Issuer}.",
                $"If {certificate.Issuer} is your company or a security product, it inspects connections. Add its root certificate to the trusted roots of this computer. Otherwise, check the clock and the network."),
            (true, _) => Finding(FindingStatus.Passed, $"The certificate of {host.Authority} is trusted. It was issued by {certificate!.Issuer}, and is valid until {certificate.NotAfter.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}."),
            (_, not null) => Finding(FindingStatus.Passed, $"The connection to {host.Authority} is protected."),
            _ => Finding(FindingStatus.Skipped, $"No connection to {host.Authority} was established."),
        };
    }

    private EnvironmentFinding GuestsOf(Sight sight, bool hasToken, EnvironmentFinding signIn)
    {
        EnvironmentFinding Finding(FindingStatus status, string answer, string? remedy = null, NextStep nextStep = NextStep.None) =>
            new(EnvironmentPart.Guests, status, sight.Asked, answer, remedy) { NextStep = nextStep };

        return sight switch
        {
            { Presence: not Presence.Here } when signIn.NextStep == NextStep.ChooseLayout =>
                Finding(FindingStatus.Failed, $"The guests endpoint was not found: {sight.Answer}.", signIn.Remedy) with { NextStep = NextStep.ChooseLayout, NextStepArgument = signIn.NextStepArgument },
            { Failure: { } failure } => Finding(FindingStatus.Failed, $"The guests endpoint could not be reached: {failure.Reason}.", failure.Remedy, failure.NextStep),
            { Presence: not Presence.Here } => Finding(
                FindingStatus.Failed, $"The guests endpoint was not found: {sight.Answer}.",
                "This organization may have no guests endpoint. The published documentation of the service does not describe one. If the endpoint has a different address, replace the address.", NextStep.ReplaceGuestsAddress),
            { Response.Status: HttpStatusCode.Unauthorized } when hasToken => Finding(
                FindingStatus.Failed, $"The guests endpoint rejected the access token: {sight.Answer}.", $"Sign in again, and check that {environment.Name} is the organization's region.", NextStep.SignIn),
            { Response.Status: HttpStatusCode.Unauthorized } => Finding(
                FindingStatus.Passed, "The address responds and requires a token. To verify that it is the guests endpoint, sign in first."),
            { Response.Status: (HttpStatusCode)429 or >= HttpStatusCode.InternalServerError } => Finding(
                FindingStatus.Warning, $"The guests endpoint is temporarily unavailable: {sight.Answer}.", "Try again in a few minutes."),
            _ => Finding(FindingStatus.Passed, $"The guests endpoint was found ({(int)sight.Response!.Status}). No guest was created."),
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
            string whose = $"The token belongs to the organization '{owner.OrganizationName ?? owner.OrganizationId}' and the client '{owner.ClientName ?? connection!.ClientId}', and has these scopes: {string.Join(" ", owner.Scopes ?? [])}.";
            return missing.Length == 0
                ? new(EnvironmentPart.TokensMe, FindingStatus.Passed, sight.Asked, whose)
                : new(EnvironmentPart.TokensMe, FindingStatus.Warning, sight.Asked, whose, $"Add the scopes '{string.Join(" ", missing)}' to the OAuth client, and then sign in again.") { NextStep = NextStep.SignIn };
        }

        return sight.Response?.Status == HttpStatusCode.Unauthorized
            ? new(EnvironmentPart.TokensMe, FindingStatus.Failed, sight.Asked, $"The access token was rejected: {sight.Answer}.", "Sign in again. The token has expired, was revoked, or was idle for longer than the organization allows.") { NextStep = NextStep.SignIn }
            : new(EnvironmentPart.TokensMe, FindingStatus.Warning, sight.Asked, $"The owner of the token is unknown: {sight.Answer}.", "No other check depends on the owner. Make sure that the token belongs to the right organization.");
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
                    FindingStatus.Warning, "The deployment does not look up the contact of a visitor.", "Turn on identity resolution in the deployment. Otherwise, visitors are not linked to their existing contact."),
                { ExternalSourceId: null } => Finding(FindingStatus.Passed, "The deployment looks up the contact of a visitor, without an external source."),
                _ => Finding(FindingStatus.Passed, $"The deployment looks up the contact of a visitor by the external source {resolution.ExternalSourceId}."),
            }
            : sight.Response?.Status switch
            {
                HttpStatusCode.NotFound => Finding(FindingStatus.Failed, $"The deployment was not found: {sight.Answer}.", "Check its id in Genesys Cloud, under Message > Messenger Deployments."),
                HttpStatusCode.Forbidden => Finding(
                    FindingStatus.Failed, $"The token does not have permission to view the deployment: {sight.Answer}.",
                    "Ask an administrator to grant the permissions webDeployments:deployment:view and webDeployments:identityResolution:view."),
                HttpStatusCode.Unauthorized => Finding(
                    FindingStatus.Failed, $"The access token was rejected: {sight.Answer}.", "Sign in again, and then run the check again.") with { NextStep = NextStep.SignIn },
                _ => Finding(FindingStatus.Failed, $"It is unknown whether the deployment recognizes visitors: {sight.Answer}.", "Try again in a few minutes."),
            };
    }

    private static EnvironmentFinding Unasked(EnvironmentPart part, string what, bool lacksToken) => lacksToken
        ? new(part, FindingStatus.Skipped, what, NotSignedIn, "Sign in, and then run the check again.") { NextStep = NextStep.SignIn }
        : new(part, FindingStatus.Skipped, what, "The guests address is a custom one, so the other API addresses are unknown.");
}
