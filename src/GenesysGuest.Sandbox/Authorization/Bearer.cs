namespace GenesysGuest.Sandbox;

/// <summary>The caller of an API address, identified by the bearer token of the request (RFC 6750 §2.1).</summary>
/// <param name="Token">The token, if it is valid.</param>
/// <param name="Error">The error, if it is not.</param>
internal readonly record struct Bearer(AccessToken? Token, ApiError? Error)
{
    public static Bearer Read(HttpContext context, TokenStore tokens)
    {
        if (context.Request.Headers.Authorization is not [{ Length: > 0 } authorization])
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"sandbox\"";
            return new(null, ApiError.AuthenticationRequired);
        }

        if (!authorization.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            || tokens.FindAccessToken(authorization.AsSpan("Bearer ".Length)) is not AccessToken token)
        {
            context.Response.Headers.WWWAuthenticate = "Bearer realm=\"sandbox\", error=\"invalid_token\"";
            return new(null, ApiError.BadCredentials);
        }

        return new(token, null);
    }
}
