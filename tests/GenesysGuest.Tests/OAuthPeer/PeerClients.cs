namespace GenesysGuest.Tests.OAuthPeer;

/// <summary>The clients that are registered with the OAuth server, as it is told of them (RFC 7591 §2).</summary>
internal static class PeerClients
{
    /// <summary>What is registered: any port of the loopback address stands for it (RFC 8252 §7.3).</summary>
    public const string RegisteredRedirectUri = "http://127.0.0.1/callback";

    /// <summary>What the module asks for unless it is told otherwise.</summary>
    public static readonly string Scopes = string.Join(' ', GenesysEnvironment.Parse("http://127.0.0.1").DefaultScopes);

    /// <summary>A scope that the server knows and no client may ask for.</summary>
    public const string ScopeOfNobody = "users:delete";

    public static OAuthClient Public { get; } = new("a-program");

    public static OAuthClient Confidential { get; } = new("a-web-application", "nMQ0Wq3-bIu_7Zs");

    /// <summary>A client whose id and secret have every character that RFC 6749 (appendix A.1, A.2) permits, but for the blank.</summary>
    public static OAuthClient Unattended { get; } = new("a:job/at+night%", Printable);

    /// <summary>The clients as JSON has them.</summary>
    public static object[] Registrations { get; } =
    [
        new
        {
            client_id = Public.Id, application_type = "native", token_endpoint_auth_method = "none", scope = Scopes,
            redirect_uris = new[] { RegisteredRedirectUri }, grant_types = new[] { "authorization_code" }, response_types = new[] { "code" },
        },
        new
        {
            client_id = Confidential.Id, client_secret = Confidential.Secret, application_type = "native", token_endpoint_auth_method = "client_secret_basic", scope = Scopes,
            redirect_uris = new[] { RegisteredRedirectUri }, grant_types = new[] { "authorization_code", "refresh_token" }, response_types = new[] { "code" },
        },
        new
        {
            client_id = Unattended.Id, client_secret = Unattended.Secret, token_endpoint_auth_method = "client_secret_basic", scope = Scopes,
            redirect_uris = Array.Empty<string>(), grant_types = new[] { "client_credentials" }, response_types = Array.Empty<string>(),
        },
    ];

    private static string Printable => string.Concat(Enumerable.Range('!', '~' - '!' + 1).Select(c => (char)c));
}
