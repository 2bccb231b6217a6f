namespace GenesysGuest.SignIn.Tokens;

/// <summary>Renews a token.</summary>
/// <param name="old">The token to renew.</param>
/// <param name="isPatient">Whether a request that was throttled or never sent is retried after a wait. False while the old token is valid.</param>
/// <param name="cancellationToken">Cancels the request.</param>
/// <returns>The new token.</returns>
/// <exception cref="SignInException">No token was granted.</exception>
internal delegate Task<AccessToken> TokenRenewal(AccessToken old, bool isPatient, CancellationToken cancellationToken);
