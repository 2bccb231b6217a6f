namespace GenesysGuest.Sandbox;

/// <summary>
/// The result of reading an authorization request: a request, an error to return by redirect, or an error page if the redirect URI
/// is not verified (RFC 6749 §4.1.2.1).
/// </summary>
/// <param name="Request">The request, if it is valid.</param>
/// <param name="ErrorRedirect">The redirect address with an error.</param>
/// <param name="PageError">The error to show to the person instead of redirecting.</param>
internal sealed record AuthorizeReading(AuthorizeRequest? Request, string? ErrorRedirect, string? PageError)
{
    /// <summary>Reads the query of a request.</summary>
    public static AuthorizeReading Read(QueryString query, SandboxOptions options)
    {
        FormFields? fields = FormFields.Parse(query.Value is { Length: > 1 } text ? text[1..] : "");
        if (fields is null)
        {
            return OnPage("The query is malformed.");
        }

        string? clientId = fields["client_id"];
        SandboxClient? client = options.Clients.FirstOrDefault(client => string.Equals(client.Id, clientId, StringComparison.Ordinal));
        if (client is null)
        {
            return OnPage("This client is not registered, or client_id is missing.");
        }

        if (fields["redirect_uri"] is not string redirectUri)
        {
            return OnPage("The redirect_uri is missing.");
        }

        if (!RedirectUris.IsRegistered(client, redirectUri))
        {
            return OnPage("This redirect_uri is not registered for the client. It must match character for character.");
        }

        string? state = fields["state"];
        AuthorizeReading ByRedirect(string error, string description) =>
            new(null, RedirectUris.Append(redirectUri, ErrorParameters(error, description, state, options.Issuer)), null);

        if (fields.Repeated is string repeated)
        {
            return ByRedirect("invalid_request", $"The parameter {repeated} occurs twice.");
        }

        if (options.AuthorizeError is string demanded)
        {
            return ByRedirect(demanded, "This error was requested.");
        }

        if (fields["response_type"] is not string responseType)
        {
            return ByRedirect("invalid_request", "The response_type is missing.");
        }

        if (!string.Equals(responseType, "code", StringComparison.Ordinal))
        {
            return ByRedirect("unsupported_response_type", "The response_type must be code.");
        }

        if (!client.Grants.HasFlag(SandboxGrants.AuthorizationCode))
        {
            return ByRedirect("unauthorized_client", "This client may not use the authorization code grant.");
        }

        if (!string.Equals(fields["code_challenge_method"], "S256", StringComparison.Ordinal))
        {
            return ByRedirect("invalid_request", "The code_challenge_method must be S256.");
        }

        if (fields["code_challenge"] is not string challenge || !Pkce.IsChallenge(challenge))
        {
            return ByRedirect("invalid_request", "The code_challenge must be 43 characters of base64url.");
        }

        IReadOnlyList<string>? scopes = Sandbox.Scopes.Parse(fields["scope"]);
        IReadOnlyList<string>? granted = scopes is null ? null : Sandbox.Scopes.Grant(client, scopes, options.WithheldScopes);
        return granted is null
            ? ByRedirect("invalid_scope", "A scope is malformed, or this client may not request it.")
            : new AuthorizeReading(new AuthorizeRequest(client, redirectUri, state, scopes!, granted, challenge), null, null);
    }

    /// <summary>The parameters of an error response (RFC 6749 §4.1.2.1, RFC 9207).</summary>
    public static IEnumerable<(string Name, string? Value)> ErrorParameters(string error, string description, string? state, string? issuer) =>
        [("error", error), ("error_description", description), ("state", state), ("iss", issuer)];

    private static AuthorizeReading OnPage(string error) => new(null, null, error);
}
