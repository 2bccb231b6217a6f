namespace GenesysGuest.Resilience;

/// <summary>Where requests get the token from that they bear. Thread-safe.</summary>
internal interface IAuthorizationSource
{
    /// <summary>A token that is good now.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The token.</returns>
    /// <exception cref="GenesysException">There is none, and there will be none.</exception>
    ValueTask<BearerToken> GetAsync(CancellationToken cancellationToken);

    /// <summary>Another one than the server refused (401).</summary>
    /// <param name="refused">The token that was refused.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The token; null if there is no way to get another.</returns>
    /// <exception cref="GenesysException">Why it could not be renewed.</exception>
    ValueTask<BearerToken?> ReplaceAsync(BearerToken refused, CancellationToken cancellationToken);
}
