
namespace GenesysGuest;

/// <summary>How a connection came by its token.</summary>
public enum GrantType
{
    /// <summary>A user signed in.</summary>
    AuthorizationCode,

    /// <summary>A refresh token from an earlier sign-in.</summary>
    RefreshToken,

    /// <summary>An access token from elsewhere, which cannot be renewed.</summary>
    AccessToken,

    /// <summary>A confidential client's own id and secret.</summary>
    ClientCredentials,
}
