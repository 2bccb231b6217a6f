using System.Text.Json;
using Microsoft.Net.Http.Headers;

namespace GenesysGuest.Sandbox;

/// <summary>Issues tokens for codes, refresh tokens, and client credentials.</summary>
internal sealed class TokenEndpoint(
    SandboxOptions options, TokenStore tokens, RequestLog log, FaultPlan faults, FaultyResponse faulty, CancellationToken stopping)
{
    private const int BodyLimit = 16 * 1024;

    public async Task HandleAsync(HttpContext context)
    {
        if (Cors.TryRespond(context, HttpMethods.Post))
        {
            return;
        }

        log.CountToken();
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";
        if (faults.Take(FaultTarget.Token, workIsDone: false) is Fault instead)
        {
            OAuthError UsualError(int status) =>
                instead.Kind == FaultKind.ThrottleAsBadRequest ? OAuthError.RateLimitExceeded : OAuthError.OfStatus(status);
            await FaultyResponse.InsteadOfWorkAsync(context, instead, status => UsualError(status).ToBody());
            return;
        }

        (bool isWithinLimit, FormFields? form) = await RequestBody.ReadAsync(context, BodyLimit, FormFields.ParseBody);
        if (options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(options.Latency, options.Clock, stopping);
        }

        IssuedTokens issued = Objection(context, isWithinLimit, form) is OAuthError objection
            ? IssuedTokens.Refused(objection)
            : Issue(context, form!);
        if (issued.Error is not null)
        {
            issued.Error.Write(context);
            return;
        }

        Fault? fault = faults.Take(FaultTarget.Token, workIsDone: true);
        byte[] body = Render(issued, fault?.Kind);
        if (fault is null)
        {
            ResponseWriter.Write(context, StatusCodes.Status200OK, ResponseWriter.Json, body);
            return;
        }

        await faulty.AfterWorkAsync(context, fault, StatusCodes.Status200OK, body);
    }

    private static OAuthError? Objection(HttpContext context, bool isWithinLimit, FormFields? form)
    {
        HttpRequest request = context.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            context.Response.Headers.Allow = HttpMethods.Post;
            return new OAuthError(StatusCodes.Status405MethodNotAllowed, "invalid_request", "The token address accepts only POST.");
        }

        if (request.QueryString.HasValue)
        {
            return OAuthError.InvalidRequest("Send parameters in the body, because addresses are logged.");
        }

        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase))
        {
            return OAuthError.InvalidRequest("The Content-Type must be application/x-www-form-urlencoded.");
        }

        if (!isWithinLimit)
        {
            return new OAuthError(StatusCodes.Status413PayloadTooLarge, "invalid_request", "The body is too large.");
        }

        if (form is null)
        {
            return OAuthError.InvalidRequest("The form in the body is malformed.");
        }

        return form.Repeated is string repeated ? OAuthError.InvalidRequest($"The field {repeated} occurs twice.") : null;
    }

    private IssuedTokens Issue(HttpContext context, FormFields form)
    {
        ClientAuthentication authentication = ClientAuthentication.Read(context, form, options.Clients);
        if (authentication.Client is not SandboxClient client)
        {
            return IssuedTokens.Refused(authentication.Error!);
        }

        SandboxGrants grant = form["grant_type"] switch
        {
            "authorization_code" => SandboxGrants.AuthorizationCode,
            "refresh_token" => SandboxGrants.RefreshToken,
            "client_credentials" => SandboxGrants.ClientCredentials,
            _ => SandboxGrants.None,
        };
        if (grant == SandboxGrants.None)
        {
            return IssuedTokens.Refused(form["grant_type"] is null
                ? OAuthError.InvalidRequest("The grant_type is missing.")
                : new OAuthError(400, "unsupported_grant_type", "The grant_type is not supported."));
        }

        if (!client.Grants.HasFlag(grant))
        {
            return IssuedTokens.Refused(new OAuthError(400, "unauthorized_client", "This client may not use this grant."));
        }

        return grant switch
        {
            SandboxGrants.AuthorizationCode => RedeemCode(client, form),
            SandboxGrants.RefreshToken => Refresh(client, form),
            _ => IssueToConfidential(client, form),
        };
    }

    private IssuedTokens RedeemCode(SandboxClient client, FormFields form)
    {
        if (form["code"] is not string code || form["redirect_uri"] is not string redirectUri || form["code_verifier"] is not string verifier)
        {
            return IssuedTokens.Refused(OAuthError.InvalidRequest("The fields code, redirect_uri and code_verifier are required."));
        }

        return Pkce.IsVerifier(verifier)
            ? tokens.RedeemCode(client, code, verifier, redirectUri)
            : IssuedTokens.Refused(OAuthError.InvalidRequest("The code_verifier must be 43 to 128 unreserved characters."));
    }

    private IssuedTokens Refresh(SandboxClient client, FormFields form)
    {
        if (form["refresh_token"] is not string refreshToken)
        {
            return IssuedTokens.Refused(OAuthError.InvalidRequest("The field refresh_token is required."));
        }

        return Scopes.Parse(form["scope"]) is IReadOnlyList<string> asked
            ? tokens.Refresh(client, refreshToken, asked)
            : IssuedTokens.Refused(new OAuthError(400, "invalid_scope", "The scope is malformed."));
    }

    private IssuedTokens IssueToConfidential(SandboxClient client, FormFields form)
    {
        // RFC 6749 §4.4: this grant is only for confidential clients, regardless of the registration.
        if (client.Secret is null)
        {
            return IssuedTokens.Refused(new OAuthError(400, "unauthorized_client", "A public client cannot use this grant, because it has no credentials."));
        }

        IReadOnlyList<string>? asked = Scopes.Parse(form["scope"]);
        IReadOnlyList<string>? granted = asked is null ? null : Scopes.Grant(client, asked, options.WithheldScopes);
        return granted is null
            ? IssuedTokens.Refused(new OAuthError(400, "invalid_scope", "A scope is malformed, or this client may not request it."))
            : tokens.IssueTo(client, granted);
    }

    private byte[] Render(IssuedTokens issued, FaultKind? fault)
    {
        JsonScratch scratch = JsonScratch.Start();
        Utf8JsonWriter json = scratch.Writer;
        json.WriteStartObject();
        if (fault != FaultKind.MissingToken)
        {
            json.WriteString("access_token"u8, issued.AccessToken);
        }

        json.WriteString("token_type"u8, options.TokenType);
        if (!options.OmitExpiresIn)
        {
            json.WriteNumber("expires_in"u8, (long)options.TokenLifetime.TotalSeconds);
        }

        if (issued.RefreshToken is not null)
        {
            json.WriteString("refresh_token"u8, issued.RefreshToken);
        }

        if (!options.OmitScope && issued.Scopes.Count > 0)
        {
            json.WriteString("scope"u8, string.Join(' ', issued.Scopes));
        }

        json.WriteEndObject();
        return scratch.Written.ToArray();
    }
}
