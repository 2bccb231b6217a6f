using System.Net;
using System.Text;
using GenesysGuest.Http;
using GenesysGuest.Resilience;
using GenesysGuest.SignIn.Tokens;
using Polly;

namespace GenesysGuest.SignIn;

/// <summary>Sends requests to the token endpoint (RFC 6749 §4.1.3, §4.4, §6; RFC 7636 §4.5).</summary>
/// <remarks>
/// A request that was throttled or never sent is retried. A code or refresh token is not sent again after a lost response or a server failure:
/// it may have been used up, and using it twice looks like theft. <see cref="TokenCache"/> decides when a refresh token is sent once more. Client
/// credentials can be sent any number of times.
/// </remarks>
internal sealed class TokenEndpoint(GenesysEnvironment environment, Transport transport, ConnectionOptions options)
{
    private const string AllowList = " A client that is restricted to allowed IP addresses is refused in the same way from any other address. Check the IP address of this computer.";

    private readonly ResiliencePipeline<Attempt> _retry = new RepeatPolicy(Backoff.Of(options), options.MaxRetryAfter)
        .AddTo(new ResiliencePipelineBuilder<Attempt> { TimeProvider = transport.Time })
        .Build();

    public async Task<AccessToken> RedeemCodeAsync(
        OAuthClient client, string code, string codeVerifier, string redirectUri, IReadOnlyList<string> asked, CancellationToken cancellationToken) =>
        (await RequestAsync(
            "authorization_code",
            client,
            [("code", code), ("code_verifier", codeVerifier), ("redirect_uri", redirectUri)],
            [code, codeVerifier],
            asked,
            granted: null,
            isPatient: true,
            cancellationToken).ConfigureAwait(false)).Usable();

    /// <summary>Renews a token. A token that lacks a scope is returned with its fault, because the refresh token in the response must not be lost.</summary>
    /// <param name="client">The client.</param>
    /// <param name="refreshToken">The refresh token: a secret.</param>
    /// <param name="asked">The scopes that the user was asked for.</param>
    /// <param name="granted">The scopes that were granted before, which apply if the response contains none (RFC 6749 §6), or null for the requested ones.</param>
    /// <param name="isPatient">Whether a request that was throttled or never sent is retried.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The token.</returns>
    public Task<AccessToken> RefreshAsync(
        OAuthClient client, string refreshToken, IReadOnlyList<string> asked, IReadOnlyList<string>? granted, bool isPatient, CancellationToken cancellationToken) =>
        RequestAsync(
            "refresh_token", client, [("refresh_token", refreshToken)], [refreshToken], asked, granted, isPatient, cancellationToken);

    public Task<AccessToken> ClientCredentialsAsync(OAuthClient client, bool isPatient, CancellationToken cancellationToken) =>
        RequestAsync("client_credentials", new(client.Id, client.Secret ?? ""), [], [], asked: [], granted: null, isPatient, cancellationToken, isSafe: true);

    // Genesys also throttles with 400 invalid_request instead of 429, and states this in the message.
    private static bool IsThrottled(Response response) =>
        response.Status == HttpStatusCode.BadRequest
        && ErrorBody.Read(response) is { Code: "invalid_request", Message: { } message }
        && message.Contains("rate limit exceeded", StringComparison.OrdinalIgnoreCase);

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
        // A public client sends its id in the body. A client with a secret sends both in the header only (RFC 6749 §2.3.1, §4.1.3).
        string? basic = client.Secret is { } secret ? BasicOf(client.Id, secret) : null;
        if (basic is null)
        {
            fields.Add(("client_id", client.Id));
        }

        string form = string.Join("&", fields.Prepend(("grant_type", grant)).Select(f => $"{Uri.EscapeDataString(f.Item1)}={Uri.EscapeDataString(f.Item2)}"));
        byte[] bytes = Encoding.ASCII.GetBytes(form);
        ApiRequest request = new("token endpoint", environment.TokenUri, bytes, ApiRequest.Form)
        {
            Repeatable = isSafe ? Repeatable.Always : Repeatable.IfNotActedOn,
            MaxRetryCount = isPatient ? options.MaxRetryCount : 0,
            IsThrottled = IsThrottled,
            Credentials = basic is null ? secrets : [.. secrets, client.Secret!, basic],
        };
        ResilienceContext context = ResilienceContextPool.Shared.Get(cancellationToken);
        request.AttachTo(context);
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
        // A response whose connection ended early is used if the JSON is complete.
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
                    ErrorId.TokenRequestFailed, "The response from the token endpoint is not an access token response.",
                    "Check that the token address is correct. A captive portal or a gateway may have responded.", response: response);
            case 401:
                throw Error(
                    ErrorId.TokenRequestUnauthorized,
                    $"The token endpoint refused the client (401{code}){said}.",
                    $"Check the client id and secret, check that the code has not expired, and most importantly check the region: a client from another region looks like a client with wrong credentials. The environment is {environment.Name}.{(grant is "client_credentials" ? AllowList : "")}{Clock(response)}",
                    response: response,
                    serverCode: error.Code);
            case 407:
                NetworkFailure proxy = NetworkFailure.ProxyAuthentication(response.Proxy);
                throw Error(
                    ErrorId.TokenRequestFailed, $"The token endpoint could not be reached: {proxy.Reason}.", proxy.Remedy, response: response, nextStep: proxy.NextStep);
            case 429:
            case 400 when IsThrottled(response):
                throw Error(
                    ErrorId.TokenRequestRejected, $"The token endpoint throttled the request ({(int)response.Status}){said}.",
                    response.RetryAfter is { } wait ? $"Try again in {Math.Ceiling(wait.TotalSeconds)} seconds." : "Try again in a minute.", response: response, serverCode: error.Code,
                    isOutage: true);
            case >= 300 and <= 399:
                throw NoEndpoint(ErrorId.TokenRequestFailed, $"returned a redirect to another address ({(int)response.Status}), and no secret was sent there", response, error);
            case 404 or 405 or 410:
                throw NoEndpoint(ErrorId.TokenRequestRejected, $"is not a token endpoint ({(int)response.Status}{code}){said}", response, error);
            case >= 400 and <= 499:
                throw Rejected();
            default:
                throw Error(
                    ErrorId.TokenRequestFailed, $"The token endpoint failed ({(int)response.Status}{code}){said}.",
                    "Try again in a few minutes. See the status page of Genesys Cloud.", response: response, serverCode: error.Code, isOutage: true);
        }

        SignInException Rejected() => Error(
            ErrorId.TokenRequestRejected, $"The token endpoint rejected the request ({(int)response.Status}{code}){said}.", RemedyFor(grant) + Clock(response), response: response,
            serverCode: error.Code, nextStep: grant is "client_credentials" ? NextStep.None : NextStep.SignIn);
    }

    // These responses mean that the address is wrong, so neither the code nor the client is the cause.
    private SignInException NoEndpoint(ErrorId errorId, string what, Response response, ErrorBody error)
    {
        GenesysEnvironment? other = environment.InOtherLayout(static at => at.TokenUri);
        return new(
            errorId,
            $"The token address {environment.TokenUri} {what}.",
            other is null
                ? "Check the custom token address."
                : $"Check the domain. If it is correct, try the layout {other.Layout}, whose token endpoint is {other.TokenUri}.")
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
        $"The token endpoint {environment.TokenUri.Host} returned no complete response.",
        "Sign in again. The request may have used up the code or refresh token, so it is not sent twice.",
        inner)
    {
        IsResponseLost = true,
        IsOutage = true,
        StatusCode = response?.Status,
        CorrelationId = response?.CorrelationId,
    };

    private AccessToken Granted(TokenResponse granted, IReadOnlyList<string> asked, IReadOnlyList<string> unlessNamed, Response response)
    {
        // A token of another type would have to be used differently (RFC 6749 §7.1).
        if (string.IsNullOrEmpty(granted.AccessToken)
            || granted.AccessToken!.Any(c => c is <= ' ' or >= '\x7f')
            || !string.Equals(granted.TokenType ?? "Bearer", "Bearer", StringComparison.OrdinalIgnoreCase))
        {
            throw Error(
                ErrorId.TokenRequestFailed, "The response from the token endpoint contains no usable bearer token.", "Check that the token address is correct.", response: response);
        }

        IReadOnlyList<string> scopes = granted.Scope is null ? unlessNamed : Scope.Split(granted.Scope); // if missing, the requested scopes (RFC 6749 §5.1)
        SignInException? fault = null;
        if (asked.Contains(Scope.ExternalUsersWrite, StringComparer.Ordinal) && !scopes.Contains(Scope.ExternalUsersWrite, StringComparer.Ordinal))
        {
            string has = scopes.Count == 0 ? "none" : Redaction.Redact(string.Join(" ", scopes), response.Credentials);
            fault = Error(
                ErrorId.MissingScope,
                $"The token does not have the scope '{Scope.ExternalUsersWrite}'. Its scopes are: {Printable.Text(has)}.",
                "Add the scope to the OAuth client in Genesys Cloud, and then sign in again.", response: response);
        }

        TimeSpan? lifetime = granted.ExpiresIn is > 0 and < 1e9 and var seconds ? TimeSpan.FromSeconds(seconds) : null;
        string? refresh = string.IsNullOrEmpty(granted.RefreshToken) ? null : granted.RefreshToken;
        return new AccessToken(granted.AccessToken!, Moment.Now(transport.Time), lifetime, scopes, refresh) { Fault = fault };
    }

    // With a wrong clock, values that are valid only for minutes may appear expired or not yet valid.
    private string Clock(Response response) => ClockSkew.Of(response, transport.Time) is { } skew ? $" {skew}. Set the clock." : "";

    private string RemedyFor(string grant) => grant switch
    {
        "authorization_code" =>
            $"Sign in again. The code may have expired or been used, the verifier may not match the challenge, or the redirect URI may differ from the one sent before. Also check that {environment.Name} is the organization's region.",
        "refresh_token" =>
            $"Sign in again. The refresh token has expired, was revoked, or was used before. Also check that {environment.Name} is the organization's region.",
        _ => $"Check that the OAuth client allows the client credentials grant, and that {environment.Name} is the organization's region.",
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
