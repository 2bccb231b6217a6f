using System.Net;
using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Resilience;

namespace GenesysGuest.Contacts;

/// <summary>Sends single requests to External Contacts through the pipeline of the connection.</summary>
/// <param name="connection">The connection.</param>
/// <param name="log">Receives retries. If null, they are discarded.</param>
/// <param name="cancellationToken">Cancels the requests.</param>
internal sealed class ContactRequests(Connection connection, Action<Diagnostic>? log, CancellationToken cancellationToken)
{
    private const int MaxRetryCount = 3;

    /// <summary>Requests a resource that must exist.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="method">GET, or POST with a body.</param>
    /// <param name="address">The address.</param>
    /// <param name="body">The body, or empty for none.</param>
    /// <param name="read">Reads the response from its root. Returns null if the response does not contain the requested data.</param>
    /// <returns>The result.</returns>
    /// <exception cref="ProvisioningException">The request was refused, or no result was available.</exception>
    public async Task<T> AskAsync<T>(HttpMethod method, Uri address, byte[] body, Func<JsonElement, T?> read)
        where T : class
    {
        Response response = await SendAsync(method, address, body).ConfigureAwait(false);
        return response.IsSuccess ? Read(response, read) : throw Refused(response, address);
    }

    /// <summary>Requests a resource that may not exist.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="method">GET, or POST with a body.</param>
    /// <param name="address">The address.</param>
    /// <param name="body">The body, or empty for none.</param>
    /// <param name="read">Reads the response from its root. Returns null if the response does not contain the requested data.</param>
    /// <returns>The result, or null if the API reports that the resource was not found.</returns>
    /// <exception cref="ProvisioningException">The request was refused, or no result was available.</exception>
    public async Task<T?> LookUpAsync<T>(HttpMethod method, Uri address, byte[] body, Func<JsonElement, T?> read)
        where T : class
    {
        Response response = await SendAsync(method, address, body).ConfigureAwait(false);
        return response.IsSuccess ? Read(response, read) : IsAbsence(response) ? null : throw Refused(response, address);
    }

    /// <summary>Returns an address of External Contacts.</summary>
    /// <param name="path">The path after <c>externalcontacts/</c>, percent-encoded.</param>
    /// <returns>The address.</returns>
    /// <exception cref="GenesysException">The address is unknown.</exception>
    public Uri Address(string path) => AddressIn(connection.Environment, path);

    /// <summary>Returns an address of External Contacts.</summary>
    /// <param name="environment">The environment of the organization.</param>
    /// <param name="path">The path after <c>externalcontacts/</c>, percent-encoded.</param>
    /// <returns>The address.</returns>
    /// <exception cref="GenesysException">The address is unknown.</exception>
    public static Uri AddressIn(GenesysEnvironment environment, string path) => environment.Api($"externalcontacts/{path}") ?? throw new GenesysException(
        ErrorId.InvalidEnvironment, $"The guests address of {environment.Name} was replaced, so the address of its contacts endpoint is unknown.",
        "Use an environment with the default guests address.");

    private async Task<Response> SendAsync(HttpMethod method, Uri address, byte[] body)
    {
        ApiRequest call = new("contacts endpoint", address, body, ApiRequest.Json)
        {
            Method = method,
            Repeatable = Repeatable.Always, // these requests change nothing
            NeedsWholeResponse = true,
            MaxRetryCount = MaxRetryCount,
            OutageTimeout = ProvisioningOptions.DefaultOutageTimeout,
            Abandon = cancellationToken,
            Watcher = log,
        };
        Attempt last = await connection.Pipeline.SendAloneAsync(call).ConfigureAwait(false);
        return last switch
        {
            { ConnectFailure: { } failure } => throw ContactRefusals.View.Unreachable(rowNumber: null, NetworkFailure.Of(failure, address, last.Proxy), failure),
            { Response: { } response } => response,
            _ => throw new ProvisioningException(
                ErrorId.ServiceUnavailable, "The contacts endpoint returned no complete response, even after retries.", "Try again later.", last.ResponseFailure),
        };
    }

    private static T Read<T>(Response success, Func<JsonElement, T?> read)
        where T : class => LenientJson.Read(success, read) ?? throw Unexpected(success);

    private ProvisioningException Refused(Response response, Uri address) => ContactRefusals.View.Read(
        rowNumber: null, response, ErrorBody.Read(response), address, connection.Environment, connection.Options.TimeProvider.GetUtcNow());

    // A 404 without a code comes from a gateway, or means that the address itself does not exist.
    private static bool IsAbsence(Response response) => response.Status == HttpStatusCode.NotFound && ErrorBody.Read(response).Code is not null;

    private static ProvisioningException Unexpected(Response response) => new(
        ErrorId.UnexpectedResponse, "The contacts endpoint reported success, but the response does not contain the requested data.", "Check whether a gateway changes the responses.")
    {
        StatusCode = response.Status,
        CorrelationId = response.CorrelationId,
    };
}
