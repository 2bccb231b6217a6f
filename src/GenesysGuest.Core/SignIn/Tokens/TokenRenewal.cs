namespace GenesysGuest.SignIn.Tokens;

/// <summary>Renews a token.</summary>
/// <param name="old">The token to renew.</param>
/// <param name="isPatient">Whether a request that was throttled, or never left, is repeated after a wait; false while the old token serves.</param>
/// <param name="cancellationToken">Cancels.</param>
/// <returns>The new token.</returns>
/// <exception cref="SignInException">Nothing was granted.</exception>
internal delegate Task<AccessToken> TokenRenewal(AccessToken old, bool isPatient, CancellationToken cancellationToken);
