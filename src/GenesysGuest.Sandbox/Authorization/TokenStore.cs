using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace GenesysGuest.Sandbox;

/// <summary>The issued codes and tokens, their clients, and whether they are still valid.</summary>
internal sealed class TokenStore
{
    private readonly SandboxOptions _options;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AuthorizationCode> _codes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RefreshToken> _refreshTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AccessToken> _accessTokens = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, AccessToken>.AlternateLookup<ReadOnlySpan<char>> _accessTokensBySpan;

    public TokenStore(SandboxOptions options)
    {
        _options = options;
        _clock = options.Clock;
        _accessTokensBySpan = _accessTokens.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public string IssueCode(AuthorizeRequest request)
    {
        string code = NewSecret();
        lock (_gate)
        {
            _codes[code] = new AuthorizationCode(request, _clock.GetUtcNow() + _options.CodeLifetime);
        }

        return code;
    }

    public IssuedTokens RedeemCode(SandboxClient client, string code, string verifier, string redirectUri)
    {
        lock (_gate)
        {
            if (!_codes.TryGetValue(code, out AuthorizationCode? issued) || issued.Request.Client != client)
            {
                return IssuedTokens.Refused(OAuthError.InvalidGrant("The authorization code is unknown or was issued to another client."));
            }

            if (issued.IsSpent)
            {
                issued.Family.Revoke();
                return IssuedTokens.Refused(OAuthError.InvalidGrant("The authorization code was used before. Its tokens are revoked."));
            }

            // Every attempt uses up the code, so that a client cannot guess the verifier.
            issued.IsSpent = true;
            if (_clock.GetUtcNow() >= issued.Expires)
            {
                return IssuedTokens.Refused(OAuthError.InvalidGrant("The authorization code has expired."));
            }

            if (!string.Equals(redirectUri, issued.Request.RedirectUri, StringComparison.Ordinal))
            {
                return IssuedTokens.Refused(OAuthError.InvalidGrant("The redirect_uri differs from the one in the authorization request."));
            }

            return Pkce.Matches(verifier, issued.Request.CodeChallenge)
                ? Issue(issued.Family, issued.Family.Scopes, _options.IssueRefreshTokens)
                : IssuedTokens.Refused(OAuthError.InvalidGrant("The code_verifier does not match the code_challenge."));
        }
    }

    public IssuedTokens Refresh(SandboxClient client, string refreshToken, IReadOnlyList<string> asked)
    {
        lock (_gate)
        {
            if (!_refreshTokens.TryGetValue(refreshToken, out RefreshToken? issued) || issued.Family.Client != client)
            {
                return IssuedTokens.Refused(OAuthError.InvalidGrant("The refresh token is unknown or was issued to another client."));
            }

            if (issued.Family.IsRevoked)
            {
                return IssuedTokens.Refused(OAuthError.InvalidGrant("The refresh token was revoked."));
            }

            if (issued.IsSpent)
            {
                issued.Family.Revoke();
                return IssuedTokens.Refused(OAuthError.InvalidGrant("The refresh token was used before. Its tokens are revoked."));
            }

            if (asked.Except(issued.Family.Scopes, StringComparer.Ordinal).Any())
            {
                return IssuedTokens.Refused(new OAuthError(400, "invalid_scope", "A refresh cannot request more scopes than were granted."));
            }

            issued.IsSpent = _options.RotateRefreshTokens;
            return Issue(issued.Family, asked.Count > 0 ? asked : issued.Family.Scopes, _options.RotateRefreshTokens);
        }
    }

    public IssuedTokens IssueTo(SandboxClient client, IReadOnlyList<string> scopes)
    {
        lock (_gate)
        {
            return Issue(new TokenFamily(client, scopes), scopes, withRefreshToken: false);
        }
    }

    /// <summary>Returns the token with this value, or null if it is not valid now.</summary>
    public AccessToken? FindAccessToken(ReadOnlySpan<char> value) =>
        _accessTokensBySpan.TryGetValue(value, out AccessToken? token) && token.IsGood(_clock.GetUtcNow()) ? token : null;

    public void ExpireAccessTokens()
    {
        foreach (AccessToken token in _accessTokens.Values)
        {
            token.Expire();
        }
    }

    public void RevokeAll()
    {
        lock (_gate)
        {
            // A code that is not yet redeemed has no tokens to revoke.
            foreach (AuthorizationCode code in _codes.Values.Where(code => code.IsSpent))
            {
                code.Family.Revoke();
            }

            ExpireAccessTokens();
        }
    }

    public void ConsumeRateLimit(int requests)
    {
        foreach (AccessToken token in _accessTokens.Values)
        {
            token.Rate.Take(requests);
        }
    }

    private static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    private IssuedTokens Issue(TokenFamily family, IReadOnlyList<string> scopes, bool withRefreshToken)
    {
        string accessToken = NewSecret();
        _accessTokens[accessToken] = new AccessToken(
            family,
            scopes,
            [.. _options.RequiredScopes.Except(scopes, StringComparer.Ordinal)],
            new RateWindow(_options.RateLimit, _options.RateWindow, _options.RateUsedByOthers, _clock),
            _clock.GetUtcNow() + _options.TokenLifetime);

        string? refreshToken = null;
        if (withRefreshToken && family.Client.Grants.HasFlag(SandboxGrants.RefreshToken))
        {
            refreshToken = NewSecret();
            _refreshTokens[refreshToken] = new RefreshToken(family);
        }

        return new IssuedTokens(null, accessToken, refreshToken, scopes);
    }
}
