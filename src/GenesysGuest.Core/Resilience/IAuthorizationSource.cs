namespace GenesysGuest.Resilience;

/// <summary>The source of the access token for requests. Thread-safe.</summary>
internal interface IAuthorizationSource
{
    /// <summary>Gets a valid token.</summary>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The token.</returns>
    /// <exception cref="GenesysException">No token is available, and none can be obtained.</exception>
    ValueTask<BearerToken> GetAsync(CancellationToken cancellationToken);

    /// <summary>Gets a token to replace the one that the server refused (401).</summary>
    /// <param name="refused">The token that was refused.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <returns>The token, or null if no other token can be obtained.</returns>
    /// <exception cref="GenesysException">The token could not be renewed.</exception>
    ValueTask<BearerToken?> ReplaceAsync(BearerToken refused, CancellationToken cancellationToken);
}
