using GenesysGuest.Guests;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;
using GenesysGuest.Resilience;

namespace GenesysGuest;

/// <summary>What guests add to a connection: creating one by hand, repeating what may be repeated and nothing else.</summary>
public static class GuestConnection
{
    /// <summary>Creates a guest.</summary>
    /// <param name="connection">The connection to create it with.</param>
    /// <param name="request">The guest.</param>
    /// <param name="maxRetryCount">How many times a request that may be repeated is repeated; 3 by default.</param>
    /// <param name="log">Told of retries and of the bodies of server failures, redacted; called from any thread.</param>
    /// <param name="cancellationToken">Cancels. A request that has left by then has an unknown outcome.</param>
    /// <returns>The guest with its token, which cannot be had again.</returns>
    /// <exception cref="ProvisioningException">The guest was not created, or it is not known whether it was.</exception>
    /// <exception cref="GenesysException">The access token ran out and could not be renewed, or the service was down for too long.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before the request left.</exception>
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
