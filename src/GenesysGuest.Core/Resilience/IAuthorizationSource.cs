namespace GenesysGuest.Resilience;

/// <summary>Where requests get their Authorization header from. Thread-safe.</summary>
internal interface IAuthorizationSource
{
    /// <summary>A header value that is good now.</summary>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The value of the Authorization header: a secret.</returns>
    /// <exception cref="GenesysException">There is none, and there will be none.</exception>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>Another one than the server refused (401).</summary>
    /// <param name="refused">The value that was refused.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The value; null if there is no way to get another.</returns>
    /// <exception cref="GenesysException">Why it could not be renewed.</exception>
    ValueTask<string?> ReplaceAsync(string refused, CancellationToken cancellationToken);
}
