namespace GenesysGuest;

/// <summary>How a connection obtained its token.</summary>
public enum GrantType
{
    /// <summary>A user signed in.</summary>
    AuthorizationCode,

    /// <summary>A refresh token from an earlier sign-in.</summary>
    RefreshToken,

    /// <summary>An access token that was issued elsewhere and cannot be renewed.</summary>
    AccessToken,

    /// <summary>The id and secret of a confidential client.</summary>
    ClientCredentials,
}
