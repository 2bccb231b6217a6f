using System.Security.Cryptography;
using System.Text;
using GenesysGuest.SignIn;

namespace GenesysGuest;

/// <summary>One request for a user's consent: the address to open, and what is needed to check and redeem the answer. It can be redeemed once.</summary>
public sealed class AuthorizationRequest
{
    /// <summary>The redirect URI used when none is given: an IP literal (RFC 8252 §8.3) and a fixed port, because the registered value must match.</summary>
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

    /// <summary>The address to open in a browser. Its text is percent-encoded, as <see cref="System.Uri.AbsoluteUri"/> is.</summary>
    public Uri Uri { get; }

    /// <summary>Where the organization lives.</summary>
    public GenesysEnvironment Environment { get; }

    /// <summary>The OAuth client's id.</summary>
    public string ClientId { get; }

    /// <summary>Where the answer goes; sent again, character for character, with the code.</summary>
    public string RedirectUri { get; }

    /// <summary>The scopes asked for; may be empty.</summary>
    public IReadOnlyList<string> Scopes { get; }

    /// <summary>32 lower-case hexadecimal characters from 16 random bytes, which the answer must repeat (RFC 6749 §10.12).</summary>
    public string State { get; }

    /// <summary>The challenge sent (RFC 7636 §4.3).</summary>
    public string CodeChallenge { get; }

    /// <summary>Whether the request has been redeemed; its verifier is gone then.</summary>
    public bool IsUsed => Volatile.Read(ref _pkce) is null;

    /// <summary>Composes a request (RFC 6749 §4.1.1, RFC 7636 §4.3).</summary>
    /// <param name="environment">Where the organization lives.</param>
    /// <param name="clientId">The OAuth client's id.</param>
    /// <param name="redirectUri">An absolute URI without a fragment, registered with the client; null: <see cref="DefaultRedirectUri"/>.</param>
    /// <param name="scopes">The scopes to ask for; null: those of the environment.</param>
    /// <param name="pkce">The proof key; null: a new one.</param>
    /// <param name="options">What the sign-in page is told besides; null: nothing.</param>
    /// <returns>The request.</returns>
    /// <exception cref="SignInException"><see cref="ErrorId.InvalidRedirectUri"/>.</exception>
    /// <exception cref="ArgumentException">The client id is empty, a scope is not one word, or the options contradict each other.</exception>
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
            throw new ArgumentException($"'{Printable.Text(bad)}' is not a scope (RFC 6749 §3.3).", nameof(scopes));
        }

        if (options is { IsHalf: true })
        {
            throw new ArgumentException("The organization and the provider belong together. Give both of them, or neither.", nameof(options));
        }

        string state = string.Concat(RandomNumberGenerator.GetBytes(16).Select(b => b.ToString("x2", System.Globalization.CultureInfo.InvariantCulture)));
        return new(environment, clientId.Trim(), CheckedRedirectUri(redirectUri ?? DefaultRedirectUri), words, pkce ?? Pkce.Create(), state, [.. options?.Fields() ?? []]);
    }

    /// <summary>The address to open.</summary>
    /// <returns><see cref="Uri"/> as text.</returns>
    public override string ToString() => Uri.AbsoluteUri;

    /// <summary>Hands out the proof key to the one redemption that this request is good for, and forgets it.</summary>
    /// <returns>The proof key.</returns>
    /// <exception cref="SignInException"><see cref="ErrorId.InvalidCallback"/>: it was used before.</exception>
    internal Pkce Redeem() => Interlocked.Exchange(ref _pkce, null) ?? throw Used();

    /// <summary>Refuses a request that was used, before anyone is asked for consent.</summary>
    /// <exception cref="SignInException"><see cref="ErrorId.InvalidCallback"/>: it was used before.</exception>
    internal void DemandUnused()
    {
        if (IsUsed)
        {
            throw Used();
        }
    }

    private static SignInException Used() => new(
        ErrorId.InvalidCallback,
        "This authorization request has been used: a request is good for one sign-in.",
        "Make a new one and open its address.") { NextStep = NextStep.RequestAuthorization };

    private static string CheckedRedirectUri(string redirectUri)
    {
        bool usable = Uri.TryCreate(redirectUri, UriKind.Absolute, out Uri? uri)
            && redirectUri.StartsWith($"{uri.Scheme}:", StringComparison.OrdinalIgnoreCase) // Unix would take /callback for a file's address
            && !redirectUri.Contains('#')
            && redirectUri.All(c => c is > ' ' and < '\x7f');
        return usable ? redirectUri : throw new SignInException(
            ErrorId.InvalidRedirectUri,
            $"The redirect URI '{Printable.Text(redirectUri)}' is not an absolute URI without a fragment (RFC 6749 §3.1.2).",
            $"Give the redirect URI exactly as it is registered with the OAuth client, such as {DefaultRedirectUri}.");
    }

    private AddressToOpen Compose(List<(string Name, string Value)> further)
    {
        // The authorize address may have a query of its own, which stays (RFC 6749 §3.1).
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
