using System.Net;
using System.Net.Http.Headers;
using System.Text;
using GenesysGuest.Http;
using GenesysGuest.Resilience;
using GenesysGuest.SignIn.Tokens;
using Polly;

namespace GenesysGuest.SignIn;

/// <summary>Asks the token endpoint (RFC 6749 §4.1.3, §4.4, §6; RFC 7636 §4.5).</summary>
/// <remarks>
/// A throttled request, and one that never left, is repeated. A code or refresh token is not sent again after a lost answer or a server failure:
/// it may have been used up, and a second use looks like theft; <see cref="TokenCache"/> says when a refresh token is sent once more. Client
/// credentials can be sent any number of times.
/// </remarks>
internal sealed class TokenEndpoint(GenesysEnvironment environment, Transport transport, ConnectionOptions options)
{
    private static readonly MediaTypeHeaderValue Form = new("application/x-www-form-urlencoded");

    private const string AllowList = " A client that is bound to allowed IP addresses is refused in the same way from any other: check the address of this computer.";

    private readonly ResiliencePipeline<Attempt> _retry = new RepeatPolicy(Backoff.Of(options), options.MaxRetryAfter)
        .AddTo(new ResiliencePipelineBuilder<Attempt> { TimeProvider = transport.Time })
        .Build();

    public async Task<AccessToken> RedeemCodeAsync(
        OAuthClient client, string code, string codeVerifier, string redirectUri, IReadOnlyList<string> asked, CancellationToken cancellationToken) =>
        Usable(await RequestAsync(
            "authorization_code",
            client,
            [("code", code), ("code_verifier", codeVerifier), ("redirect_uri", redirectUri)],
            [code, codeVerifier],
            asked,
            granted: null,
            isPatient: true,
            cancellationToken).ConfigureAwait(false));

    /// <summary>Renews a token. One that lacks a scope is returned with its fault, because the refresh token that came with it must not be lost.</summary>
    /// <param name="client">The client.</param>
    /// <param name="refreshToken">The refresh token: a secret.</param>
    /// <param name="asked">The scopes that the user was asked for.</param>
    /// <param name="granted">The scopes granted before, which hold if the answer names none (RFC 6749 §6); null: those asked for.</param>
    /// <param name="isPatient">Whether a request that was throttled, or never left, is repeated.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The token.</returns>
    public Task<AccessToken> RefreshAsync(
        OAuthClient client, string refreshToken, IReadOnlyList<string> asked, IReadOnlyList<string>? granted, bool isPatient, CancellationToken cancellationToken) =>
        RequestAsync(
            "refresh_token", client, [("refresh_token", refreshToken)], [refreshToken], asked, granted, isPatient, cancellationToken);

    public async Task<AccessToken> ClientCredentialsAsync(OAuthClient client, IReadOnlyList<string> asked, bool isPatient, CancellationToken cancellationToken)
    {
        List<(string, string)> fields = asked.Count == 0 ? [] : [("scope", string.Join(" ", asked))];
        return Usable(await RequestAsync(
            "client_credentials", new(client.Id, client.Secret ?? ""), fields, [], asked, granted: null, isPatient, cancellationToken, isSafe: true).ConfigureAwait(false));
    }

    private static AccessToken Usable(AccessToken token) => token.Fault is { } fault ? throw fault : token;

    // Genesys also throttles with 400 invalid_request and says so in the text.
    private static bool IsThrottled(Response? response) =>
        response is { Status: (HttpStatusCode)429 }
        || (response is { Status: HttpStatusCode.BadRequest }
            && ErrorBody.Read(response) is { Code: "invalid_request", Message: { } message }
            && message.Contains("rate limit exceeded", StringComparison.OrdinalIgnoreCase));

    // Both parts are form-encoded before they are joined.
    private static string BasicOf(string id, string secret) =>
        Convert.ToBase64String(Encoding.ASCII.GetBytes($"{Uri.EscapeDataString(id)}:{Uri.EscapeDataString(secret)}"));

    private async Task<AccessToken> RequestAsync(
        string grant,
        OAuthClient client,
        List<(string Name, string Value)> fields,
        string[] secrets,
        IReadOnlyList<string> asked,
        IReadOnlyList<string>? granted,
        bool isPatient,
        CancellationToken cancellationToken,
        bool isSafe = false)
    {
        // A public client names itself in the body; one with a secret in the header, and only there (RFC 6749 §2.3.1, §4.1.3).
        string? basic = client.Secret is { } secret ? BasicOf(client.Id, secret) : null;
        if (basic is null)
        {
            fields.Add(("client_id", client.Id));
        }

        string form = string.Join("&", fields.Prepend(("grant_type", grant)).Select(f => $"{Uri.EscapeDataString(f.Item1)}={Uri.EscapeDataString(f.Item2)}"));
        byte[] bytes = Encoding.ASCII.GetBytes(form);
        ApiRequest request = new("token endpoint", environment.TokenUri, bytes, Form) 
        {
            Repeatable = isSafe ? Repeatable.Always : Repeatable.IfNotActedOn,
            MaxRetryCount = isPatient ? options.MaxRetryCount : 0,
            IsThrottled = IsThrottled,
            Credentials = basic is null ? secrets : [.. secrets, client.Secret!, basic],
        };
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        request.JoinTo(context);
        Attempt last = await _retry.ExecuteAsync(
                static (context, send) => send.Transport.SendAsync(HttpMethod.Post, send.Request.Address, send.Request.NewBody(), send.Authorization, send.Request.Credentials, context.CancellationToken),
                context,
                (Transport: transport, Request: request, Authorization: basic is null ? null : $"Basic {basic}"))
            .ConfigureAwait(false);
        ResilienceContextPool.Shared.Return(context);

        if (last.ConnectFailure is { } failure)
        {
            NetworkFailure network = NetworkFailure.Of(failure, environment.TokenUri, last.Proxy);
            throw Error(ErrorId.TokenRequestFailed, $"The token endpoint could not be reached: {network.Reason}.", network.Remedy, failure, nextStep: network.NextStep, isOutage: true);
        }

        if (last.ResponseFailure is { } lost)
        {
            throw Lost(lost, response: null);
        }

        return Read(last.Response!, grant, asked, granted ?? asked);
    }

    private AccessToken Read(Response response, string grant, IReadOnlyList<string> asked, IReadOnlyList<string> unlessNamed)
    {
        // What came before the connection ended counts if it is all there.
        TokenResponse? answer = response is { Status: HttpStatusCode.OK, Completeness: not BodyCompleteness.TooLong } ? TokenResponse.Read(response.Body) : null;
        if (answer is { HoldsError: false } or { AccessToken.Length: > 0 })
        {
            return Granted(answer, asked, unlessNamed, response);
        }

        ErrorBody error = ErrorBody.Read(response);
        string said = error.Message is null ? "" : $": {error.Message}";
        string code = error.Code is null ? "" : $" '{error.Code}'";
        switch ((int)response.Status)
        {
            case 200 when answer is not null:
                throw Rejected();
            case 200 when response.Completeness == BodyCompleteness.Truncated:
                throw Lost(inner: null, response);
            case 200:
                throw Error(
                    ErrorId.TokenRequestFailed, "The token endpoint's answer is not an access token response.",
                    "Check that the token address is right; a captive portal or gateway may have answered.", response: response);
            case 401:
                throw Error(
                    ErrorId.TokenRequestUnauthorized,
                    $"The token endpoint refused the client (401{code}){said}.",
                    $"Check the client id and secret, that the code has not expired, and above all the region: a client of another region looks like one with bad credentials. The environment is {environment.Name}.{(grant is "client_credentials" ? AllowList : "")}{Clock(response)}",
                    response: response,
                    serverCode: error.Code);
            case 407:
                NetworkFailure proxy = NetworkFailure.ProxyAuthentication(response.Proxy);
                throw Error(
                    ErrorId.TokenRequestFailed, $"The token endpoint could not be reached: {proxy.Reason}.", proxy.Remedy, response: response, nextStep: proxy.NextStep);
            case 429:
            case 400 when IsThrottled(response):
                throw Error(
                    ErrorId.TokenRequestRejected, $"The token endpoint limits requests ({(int)response.Status}){said}.",
                    response.RetryAfter is { } wait ? $"Try again in {Math.Ceiling(wait.TotalSeconds)} seconds." : "Try again in a minute.", response: response, serverCode: error.Code,
                    isOutage: true);
            case >= 300 and <= 399:
                throw NoEndpoint(ErrorId.TokenRequestFailed, $"redirects elsewhere ({(int)response.Status}), and nothing secret is sent there", response, error);
            case 404 or 405 or 410:
                throw NoEndpoint(ErrorId.TokenRequestRejected, $"is not a token endpoint ({(int)response.Status}{code}){said}", response, error);
            case >= 400 and <= 499:
                throw Rejected();
            default:
                throw Error(
                    ErrorId.TokenRequestFailed, $"The token endpoint failed ({(int)response.Status}{code}){said}.",
                    "Try again in a few minutes; see the status page of Genesys Cloud.", response: response, serverCode: error.Code, isOutage: true);
        }

        SignInException Rejected() => Error(
            ErrorId.TokenRequestRejected, $"The token endpoint rejected the request ({(int)response.Status}{code}){said}.", RemedyFor(grant) + Clock(response), response: response,
            serverCode: error.Code, nextStep: grant is "client_credentials" ? NextStep.None : NextStep.SignIn);
    }

    // What answers so knows nothing of the code or the client: neither is to blame.
    private SignInException NoEndpoint(ErrorId errorId, string what, Response response, ErrorBody error)
    {
        GenesysEnvironment? other = environment.InOtherLayout(static at => at.TokenUri);
        return new(
            errorId,
            $"The token address {environment.TokenUri} {what}.",
            other is null
                ? "Check the token address, which was replaced by one of your own."
                : $"Check the domain. If it is right, its token endpoint may be that of the layout {other.Layout}, {other.TokenUri}.")
        {
            NextStep = other is null ? NextStep.ReplaceTokenAddress : NextStep.ChooseLayout,
            NextStepArgument = other?.Layout.ToString(),
            StatusCode = response.Status,
            ServerCode = error.Code,
            CorrelationId = response.CorrelationId,
        };
    }

    private SignInException Lost(Exception? inner, Response? response) => new(
        ErrorId.TokenRequestFailed,
        $"The token endpoint {environment.TokenUri.Host} gave no whole response.",
        "Sign in again. The code or refresh token may have been used up by the request, so it is not sent twice.",
        inner)
    {
        IsAnswerLost = true,
        IsOutage = true,
        StatusCode = response?.Status,
        CorrelationId = response?.CorrelationId,
    };

    private AccessToken Granted(TokenResponse granted, IReadOnlyList<string> asked, IReadOnlyList<string> unlessNamed, Response response)
    {
        // A token of another type would have to be used in another way (RFC 6749 §7.1).
        if (string.IsNullOrEmpty(granted.AccessToken)
            || granted.AccessToken!.Any(c => c is <= ' ' or >= '\x7f')
            || !string.Equals(granted.TokenType ?? "Bearer", "Bearer", StringComparison.OrdinalIgnoreCase))
        {
            throw Error(
                ErrorId.TokenRequestFailed, "The token endpoint's answer holds no usable bearer token.", "Check that the token address is right.", response: response);
        }

        IReadOnlyList<string> scopes = granted.Scope is null ? unlessNamed : Scope.Split(granted.Scope); // absent: what was asked for (RFC 6749 §5.1)
        SignInException? fault = null;
        if (asked.Contains(Scope.ExternalUsersWrite, StringComparer.Ordinal) && !scopes.Contains(Scope.ExternalUsersWrite, StringComparer.Ordinal))
        {
            string has = scopes.Count == 0 ? "none" : Redaction.Redact(string.Join(" ", scopes), response.Credentials);
            fault = Error(
                ErrorId.MissingScope,
                $"The token lacks the scope '{Scope.ExternalUsersWrite}'; it has: {Printable.Text(has)}.",
                "Add the scope to the OAuth client in Genesys Cloud and sign in again.", response: response);
        }

        TimeSpan? lifetime = granted.ExpiresIn is > 0 and < 1e9 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
        string? refresh = string.IsNullOrEmpty(granted.RefreshToken) ? null : granted.RefreshToken;
        return new AccessToken(granted.AccessToken!, Moment.Now(transport.Time), lifetime, scopes, refresh) { Fault = fault };
    }

    // What is good for minutes only is easily too old, or not yet good, for a clock that is wrong.
    private string Clock(Response response) => ClockSkew.Of(response, transport.Time) is { } skew ? $" {skew}: set it right." : "";

    private string RemedyFor(string grant) => grant switch
    {
        "authorization_code" =>
            $"Sign in again. The code may have expired or been used, the verifier may not match the challenge, or the redirect URI may differ from the one sent before. Check also that {environment.Name} is the organization's region.",
        "refresh_token" =>
            $"Sign in again: the refresh token has expired, was revoked, or was used before. Check also that {environment.Name} is the organization's region.",
        _ => $"Check that the OAuth client permits the client credentials grant, and that {environment.Name} is the organization's region.",
    };

    private static SignInException Error(
        ErrorId errorId, string message, string remedy, Exception? inner = null, Response? response = null, string? serverCode = null,
        NextStep nextStep = NextStep.None, bool isOutage = false) => new(errorId, message, remedy, inner)
    {
        IsOutage = isOutage,
        NextStep = nextStep,
        StatusCode = response?.Status,
        ServerCode = serverCode,
        CorrelationId = response?.CorrelationId,
        RetryAfter = response?.RetryAfter,
    };
}
