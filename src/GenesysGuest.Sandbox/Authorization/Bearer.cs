namespace GenesysGuest.Sandbox;

/// <summary>Who calls an API address, by the token that the request bears (RFC 6750 §2.1).</summary>
/// <param name="Token">The token, if it is good.</param>
/// <param name="Error">Why nobody is known, otherwise.</param>
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
