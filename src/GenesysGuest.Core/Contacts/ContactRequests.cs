using System.Net;
using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Resilience;

namespace GenesysGuest.Contacts;

/// <summary>Asks External Contacts for one thing at a time, through the connection's pipeline.</summary>
/// <param name="connection">The connection.</param>
/// <param name="log">Told of retries; null: nobody is.</param>
/// <param name="cancellationToken">Cancels.</param>
internal sealed class ContactRequests(Connection connection, Action<Diagnostic>? log, CancellationToken cancellationToken)
{
    private const int MaxRetryCount = 3;

    /// <summary>Asks for something that is there.</summary>
    /// <typeparam name="T">What it is read as.</typeparam>
    /// <param name="method">GET, or POST with a body.</param>
    /// <param name="address">Where.</param>
    /// <param name="body">The body; empty: none.</param>
    /// <param name="read">Reads the answer from its root; null: it is not what was asked for.</param>
    /// <returns>What was read.</returns>
    /// <exception cref="ProvisioningException">It was refused, or not to be had.</exception>
    public async Task<T> AskAsync<T>(HttpMethod method, Uri address, byte[] body, Func<JsonElement, T?> read)
        where T : class
    {
        Response response = await SendAsync(method, address, body).ConfigureAwait(false);
        return response.IsSuccess ? Read(response, read) : throw Refused(response, address);
    }

    /// <summary>Asks for something that may not be there.</summary>
    /// <typeparam name="T">What it is read as.</typeparam>
    /// <param name="method">GET, or POST with a body.</param>
    /// <param name="address">Where.</param>
    /// <param name="body">The body; empty: none.</param>
    /// <param name="read">Reads the answer from its root; null: it is not what was asked for.</param>
    /// <returns>What was read; null: the API says that there is no such thing.</returns>
    /// <exception cref="ProvisioningException">It was refused, or not to be had.</exception>
    public async Task<T?> LookUpAsync<T>(HttpMethod method, Uri address, byte[] body, Func<JsonElement, T?> read)
        where T : class
    {
        Response response = await SendAsync(method, address, body).ConfigureAwait(false);
        return response.IsSuccess ? Read(response, read) : IsAbsence(response) ? null : throw Refused(response, address);
    }

    /// <summary>An address of External Contacts.</summary>
    /// <param name="path">What follows <c>externalcontacts/</c>, percent-encoded.</param>
    /// <returns>The address.</returns>
    /// <exception cref="GenesysException">Nobody knows where that is.</exception>
    public Uri Address(string path) => AddressIn(connection.Environment, path);

    /// <summary>An address of External Contacts.</summary>
    /// <param name="environment">Where the organization lives.</param>
    /// <param name="path">What follows <c>externalcontacts/</c>, percent-encoded.</param>
    /// <returns>The address.</returns>
    /// <exception cref="GenesysException">Nobody knows where that is.</exception>
    public static Uri AddressIn(GenesysEnvironment environment, string path) => environment.Api($"externalcontacts/{path}") ?? throw new GenesysException(
        ErrorId.InvalidEnvironment, $"The guests address of {environment.Name} was replaced, so the address of its contacts is not known.",
        "Use an environment whose guests address is the service's own.");

    private async Task<Response> SendAsync(HttpMethod method, Uri address, byte[] body)
    {
        ApiRequest call = new("contacts endpoint", address, body, ApiRequest.Json)
        {
            Method = method,
            Repeatable = Repeatable.Always, // asking changes nothing
            NeedsWholeAnswer = true,
            MaxRetryCount = MaxRetryCount,
            OutageTimeout = ProvisioningOptions.DefaultOutageTimeout,
            Abandon = cancellationToken,
            Watcher = log,
            Again = "Try again",
        };
        Attempt last = await connection.Pipeline.SendAloneAsync(call).ConfigureAwait(false);
        return last switch
        {
            { ConnectFailure: { } failure } => throw ContactRefusals.View.Unreachable(rowNumber: null, NetworkFailure.Of(failure, address, last.Proxy), failure),
            { Response: { } response } => response,
            _ => throw new ProvisioningException(
                ErrorId.ServiceUnavailable, "The contacts endpoint gave no whole answer, also when it was asked again.", "Try again later.", last.ResponseFailure),
        };
    }

    private static T Read<T>(Response success, Func<JsonElement, T?> read)
        where T : class => LenientJson.Read(success, read) ?? throw Odd(success);

    private ProvisioningException Refused(Response response, Uri address) => ContactRefusals.View.Read(
        rowNumber: null, response, ErrorBody.Read(response), address, connection.Environment, connection.Options.TimeProvider.GetUtcNow());

    // Not the 404 of a gateway, or of an address that is not there.
    private static bool IsAbsence(Response response) => response.Status == HttpStatusCode.NotFound && ErrorBody.Read(response).Code is not null;

    private static ProvisioningException Odd(Response response) => new(
        ErrorId.UnexpectedResponse, "The contacts endpoint reported success in an answer that is not what was asked for.", "Check whether a gateway changes the answers.")
    {
        StatusCode = response.Status,
        CorrelationId = response.CorrelationId,
    };
}
