using System.Security.Cryptography;
using System.Text;
using GenesysGuest.SignIn;

namespace GenesysGuest;

/// <summary>A request for a user's consent: the address to open, and the values with which the response is checked and redeemed. It can be redeemed once.</summary>
public sealed class AuthorizationRequest
{
    /// <summary>The default redirect URI: an IP literal (RFC 8252 §8.3) with a fixed port, because it must match the registered value.</summary>
    public const string DefaultRedirectUri = "http://127.0.0.1:8765/callback";

    private Pkce? _pkce;

    private AuthorizationRequest(
        GenesysEnvironment environment, string clientId, string redirectUri, IReadOnlyList<string> scopes, Pkce pkce, string state, List<(string Name, string Value)> further)
    {
        Environment = environment;
        ClientId = clientId;
        RedirectUri = redirectUri;
        Scopes = scopes;
        State = state;
        CodeChallenge = pkce.CodeChallenge;
        _pkce = pkce;
        Uri = Compose(further);
    }

    /// <summary>The address to open in a browser. Its text is percent-encoded, as in <see cref="System.Uri.AbsoluteUri"/>.</summary>
    public Uri Uri { get; }

    /// <summary>The environment of the organization.</summary>
    public GenesysEnvironment Environment { get; }

    /// <summary>The id of the OAuth client.</summary>
    public string ClientId { get; }

    /// <summary>The redirect URI for the response. It is sent again, character for character, with the code.</summary>
    public string RedirectUri { get; }

    /// <summary>The requested scopes. Can be empty.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>The state, which the response must repeat: 32 lower-case hexadecimal characters from 16 random bytes (RFC 6749 §10.12).</summary>
    public string State { get; }

    /// <summary>The code challenge that is sent (RFC 7636 §4.3).</summary>
    public string CodeChallenge { get; }

    /// <summary>Whether the request has been redeemed. After that, the code verifier is discarded.</summary>
    public bool IsUsed => Volatile.Read(ref _pkce) is null;

    /// <summary>Creates a request (RFC 6749 §4.1.1, RFC 7636 §4.3).</summary>
    /// <param name="environment">The environment of the organization.</param>
    /// <param name="clientId">The id of the OAuth client.</param>
    /// <param name="redirectUri">An absolute URI without a fragment, registered with the client, or null for <see cref="DefaultRedirectUri"/>.</param>
    /// <param name="scopes">The scopes to request, or null for those of the environment.</param>
    /// <param name="pkce">The proof key, or null to create one.</param>
    /// <param name="options">Options for the sign-in page, or null.</param>
    /// <returns>The request.</returns>
    /// <exception cref="SignInException"><see cref="ErrorId.InvalidRedirectUri"/>.</exception>
    /// <exception cref="ArgumentException">The client id is empty, a scope is invalid, or the options are contradictory.</exception>
    public static AuthorizationRequest Create(
        GenesysEnvironment environment, string clientId, string? redirectUri = null, IEnumerable<string>? scopes = null, Pkce? pkce = null, SignInOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(environment);

        if (string.IsNullOrWhiteSpace(clientId))
        {
            throw new ArgumentException("The client id is empty.", nameof(clientId));
        }

        IReadOnlyList<string> words = Scope.Split(string.Join(" ", scopes ?? environment.DefaultScopes));
        if (words.FirstOrDefault(w => !w.All(c => c is '!' or (>= '#' and <= '[') or (>= ']' and <= '~'))) is { } bad)
        {
            throw new ArgumentException($"'{Printable.Text(bad)}' is not a valid scope (RFC 6749 §3.3).", nameof(scopes));
        }

        if (options is { IsHalf: true })
        {
            throw new ArgumentException("The organization and the provider must be used together. Specify both of them, or neither.", nameof(options));
        }

        string state = string.Concat(RandomNumberGenerator.GetBytes(16).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        return new(environment, clientId.Trim(), CheckedRedirectUri(redirectUri ?? DefaultRedirectUri), words, pkce ?? Pkce.Create(), state, [.. options?.Fields() ?? []]);
    }

    /// <summary>Returns the address to open.</summary>
    /// <returns><see cref="Uri"/> as text.</returns>
    public override string ToString() => Uri.AbsoluteUri;

    /// <summary>Returns the proof key for the only redemption of this request, and discards it.</summary>
    /// <returns>The proof key.</returns>
    /// <exception cref="SignInException"><see cref="ErrorId.InvalidCallback"/>: the request was already used.</exception>
    internal Pkce Redeem() => Interlocked.Exchange(ref _pkce, null) ?? throw Used();

    /// <summary>Throws if the request was already used, before a user is asked for consent.</summary>
    /// <exception cref="SignInException"><see cref="ErrorId.InvalidCallback"/>: the request was already used.</exception>
    internal void ThrowIfUsed()
    {
        if (IsUsed)
        {
            throw Used();
        }
    }

    private static SignInException Used() => new(
        ErrorId.InvalidCallback,
        "This authorization request has already been used. A request is valid for one sign-in.",
        "Create a new request, and then open its address.") { NextStep = NextStep.RequestAuthorization };

    private static string CheckedRedirectUri(string redirectUri)
    {
        bool usable = Uri.TryCreate(redirectUri, UriKind.Absolute, out Uri? uri)
            && redirectUri.StartsWith($"{uri.Scheme}:", StringComparison.OrdinalIgnoreCase) // on Unix, /callback would be a file path
            && !redirectUri.Contains('#')
            && redirectUri.All(c => c is > ' ' and < '\x7f');
        return usable ? redirectUri : throw new SignInException(
            ErrorId.InvalidRedirectUri,
            $"The redirect URI '{Printable.Text(redirectUri)}' is not an absolute URI without a fragment (RFC 6749 §3.1.2).",
            $"Specify the redirect URI exactly as it is registered with the OAuth client, such as {DefaultRedirectUri}.");
    }

    private AddressToOpen Compose(List<(string Name, string Value)> further)
    {
        // The authorize address may contain a query, which must be kept (RFC 6749 §3.1).
        StringBuilder address = new(Environment.AuthorizeUri.AbsoluteUri);
        char separator = Environment.AuthorizeUri.Query.Length > 0 ? '&' : '?';
        void Add(string name, string value)
        {
            address.Append(separator).Append(name).Append('=').Append(System.Uri.EscapeDataString(value));
            separator = '&';
        }

        Add("response_type", "code");
        Add("client_id", ClientId);
        Add("redirect_uri", RedirectUri);
        if (Scopes.Count > 0)
        {
            Add("scope", string.Join(" ", Scopes));
        }

        Add("code_challenge", CodeChallenge);
        Add("code_challenge_method", "S256");
        Add("state", State);
        foreach ((string name, string value) in further)
        {
            Add(name, value);
        }

        return new AddressToOpen(address.ToString());
    }
}
