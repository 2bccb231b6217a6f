using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Guests;

/// <summary>Interprets every response of the guests endpoint.</summary>
internal static class GuestReading
{
    public const string LookUpRemedy = "Look up the guest in Genesys Cloud before you create it again.";

    private static readonly RefusedRequest Refusal = new(
        "guests endpoint", "guest", "create guests", "No guest was created.", ErrorId.GuestUnauthorized, ErrorId.GuestForbidden, ErrorId.GuestRejected,
        "Ask an administrator to assign a role that allows creating external users to the user or to the OAuth client.",
        $"Add the scopes '{Scope.GuestCreate}' and '{Scope.ExternalUsersWrite}' to the OAuth client, and then sign in again.",
        static address => $"This organization may have no guests endpoint. The published documentation of the service does not describe one. Check the guests address, {address}, and replace it if yours is different.")
    {
        NotFoundStep = NextStep.ReplaceGuestsAddress,
    };

    /// <summary>Reads the last attempt.</summary>
    /// <param name="last">The result of the attempt.</param>
    /// <param name="mayHaveActed">Whether the server may have created the guest in this attempt, or in an earlier one, without reporting it.</param>
    /// <param name="request">The requested guest.</param>
    /// <param name="rowNumber">The number of the row, starting at 1, or null if there are no rows.</param>
    /// <param name="environment">The environment.</param>
    /// <param name="now">The current time, to calculate when to retry.</param>
    /// <returns>The guest, or the error.</returns>
    public static Verdict Read(Attempt last, bool mayHaveActed, GuestRequest request, long? rowNumber, GenesysEnvironment environment, DateTimeOffset now) => last switch
    {
        { Response: { IsSuccess: true } response } =>
            GuestResponse.Read(response.Body, request, rowNumber) is { } guest ? new(guest) { MayExistTwice = mayHaveActed } // a complete object is enough, even if the connection ended before the body did
            : response.Completeness == BodyCompleteness.Truncated ? new(Lost(rowNumber, inner: null, response))
            : new(NoGuestInResponse(rowNumber, response)),
        { ResponseFailure: { } lost } => new(Lost(rowNumber, lost, response: null)),
        { Response: { Status: HttpStatusCode.ProxyAuthenticationRequired } response } when mayHaveActed =>
            new(Failed(rowNumber, NetworkFailure.ProxyAuthentication(response.Proxy).Reason, inner: null, response)),
        { Response: { } response } when mayHaveActed => new(Failed(rowNumber, response, ErrorBody.Read(response))),
        { Response: { } response } => new(Refusal.Read(rowNumber, response, ErrorBody.Read(response), environment.GuestsUri, environment, now)),
        { ConnectFailure: { } failure } when mayHaveActed => new(Failed(rowNumber, NetworkFailure.Of(failure, environment.GuestsUri, last.Proxy).Reason, failure)),
        { ConnectFailure: { } failure } => new(Refusal.Unreachable(rowNumber, NetworkFailure.Of(failure, environment.GuestsUri, last.Proxy), failure)),
        _ => throw new InvalidOperationException("An attempt has one of three outcomes."),
    };

    private static ProvisioningException Lost(long? rowNumber, Exception? inner, Response? response) => new(
        ErrorId.GuestOutcomeUnknown,
        "The request was sent, but no complete response was received. The guest may exist. The request was not sent again.",
        LookUpRemedy,
        inner)
    {
        RowNumber = rowNumber,
        StatusCode = response?.Status,
        CorrelationId = response?.CorrelationId,
    };

    private static ProvisioningException Failed(long? rowNumber, Response response, ErrorBody body) =>
        Failed(rowNumber, RefusedRequest.Describe(response, body), inner: null, response, body.Code);

    private static ProvisioningException Failed(long? rowNumber, string what, Exception? inner, Response? response = null, string? serverCode = null) => new(
        ErrorId.GuestOutcomeUnknown,
        $"The guests endpoint failed without reporting whether it created the guest, and returned no guest after the last retry ({what}). The guest may exist.",
        LookUpRemedy,
        inner)
    {
        RowNumber = rowNumber,
        StatusCode = response?.Status,
        ServerCode = serverCode,
        CorrelationId = response?.CorrelationId,
        RetryAfter = response?.RetryAfter,
    };

    private static ProvisioningException NoGuestInResponse(long? rowNumber, Response response) => new(
        ErrorId.UnexpectedResponse,
        $"The guests endpoint reported success ({(int)response.Status}), but the response contains no guest with an id and a token. The guest exists, but its token is lost.{GuestTraces.Of(response)}",
        "Delete the guest in Genesys Cloud before you create it again, and check whether a gateway changes the responses.")
    {
        RowNumber = rowNumber,
        IsUnknown = true,
        StatusCode = response.Status,
        CorrelationId = response.CorrelationId,
    };
}
