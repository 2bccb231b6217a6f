using GenesysGuest.Guests;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;
using GenesysGuest.Resilience;

namespace GenesysGuest;

/// <summary>Adds guests to a connection. Retries only requests that are safe to repeat.</summary>
public static class GuestConnection
{
    /// <summary>Creates a guest.</summary>
    /// <param name="connection">The connection to create it with.</param>
    /// <param name="request">The guest.</param>
    /// <param name="maxRetryCount">The maximum number of retries for a request that is safe to repeat. The default is 3.</param>
    /// <param name="log">Receives retries and the redacted bodies of server errors. It is called from any thread.</param>
    /// <param name="cancellationToken">Cancels the request. If it was already sent, its outcome is unknown.</param>
    /// <returns>The guest with its token. The token cannot be retrieved again.</returns>
    /// <exception cref="ProvisioningException">The guest was not created, or the outcome is unknown.</exception>
    /// <exception cref="GenesysException">The access token expired and could not be renewed, or the service was unavailable for too long.</exception>
    /// <exception cref="OperationCanceledException">The call was cancelled before the request was sent.</exception>
    public static async Task<Guest> CreateGuestAsync(
        this Connection connection, GuestRequest request, int maxRetryCount = 3, Action<Diagnostic>? log = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(connection);
        ArgumentNullException.ThrowIfNull(request);
        GuestTarget target = GuestTarget.Instance;
        ApiRequest call = new(target.Endpoint, target.AddressIn(connection.Environment), request.ToJson(), ApiRequest.Json)
        {
            Repeatable = target.Repeatable,
            MaxRetryCount = maxRetryCount,
            OutageTimeout = ProvisioningOptions.DefaultOutageTimeout,
            Abandon = cancellationToken,
            Watcher = log,
        };
        Attempt last = await connection.Pipeline.SendAloneAsync(call).ConfigureAwait(false);
        Verdict verdict = GuestReading.Read(last, call.MayHaveActed, request, rowNumber: null, connection.Environment, connection.Options.TimeProvider.GetUtcNow());
        return (Guest?)verdict.Result ?? throw verdict.Error!;
    }
}
