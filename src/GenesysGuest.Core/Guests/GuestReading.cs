using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Guests;

/// <summary>What every response of the guests endpoint means: the contract's table, in one place.</summary>
internal static class GuestReading
{
    private const string LookUpRemedy = "Look the guest up in Genesys Cloud before you run the row again.";

    private static readonly RefusedRequest Refusal = new(
        "guests endpoint", "guest", "create guests", "Nothing was created.", ErrorId.GuestUnauthorized, ErrorId.GuestForbidden, ErrorId.GuestRejected,
        "Ask an administrator for the role that permits creating external users, for the user or for the OAuth client.",
        $"Add the scopes '{Scope.GuestCreate}' and '{Scope.ExternalUsersWrite}' to the OAuth client, then sign in again.",
        static address => $"This organization may have no guests endpoint: no published description of the service holds it. Check the guests address, {address}, and replace it if it is another.")
    {
        NotFoundStep = NextStep.ReplaceGuestsAddress,
    };

    /// <summary>Reads the last attempt.</summary>
    /// <param name="last">What came of it.</param>
    /// <param name="mayHaveActed">Whether the server may have made the guest in it, or in an attempt before, without saying so.</param>
    /// <param name="request">The guest that was asked for.</param>
    /// <param name="rowNumber">Its row, counted from 1; null: there are no rows.</param>
    /// <param name="environment">Where.</param>
    /// <param name="now">The time, to say when to come back.</param>
    /// <returns>The guest, or why there is none.</returns>
    public static Verdict Read(Attempt last, bool mayHaveActed, GuestRequest request, long? rowNumber, GenesysEnvironment environment, DateTimeOffset now) => last switch
    {
        { Response: { IsSuccess: true } response } =>
            GuestResponse.Read(response.Body, request, rowNumber) is { } guest ? new(guest) { MayExistTwice = mayHaveActed } // also if the connection ended before the body did: the object came whole
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
        "The request was sent and no whole answer came: the guest may exist, and it was not sent again.",
        LookUpRemedy,
        inner)
    {
        RowNumber = rowNumber,
        IsUnknown = true,
        StatusCode = response?.Status,
        CorrelationId = response?.CorrelationId,
    };

    private static ProvisioningException Failed(long? rowNumber, Response response, ErrorBody body) =>
        Failed(rowNumber, RefusedRequest.Describe(response, body), inner: null, response, body.Code);

    private static ProvisioningException Failed(long? rowNumber, string what, Exception? inner, Response? response = null, string? serverCode = null) => new(
        ErrorId.GuestOutcomeUnknown,
        $"The guests endpoint failed in a way that leaves open what it did, and gave no guest at the end ({what}): the guest may exist.",
        LookUpRemedy,
        inner)
    {
        RowNumber = rowNumber,
        IsUnknown = true,
        StatusCode = response?.Status,
        ServerCode = serverCode,
        CorrelationId = response?.CorrelationId,
        RetryAfter = response?.RetryAfter,
    };

    private static ProvisioningException NoGuestInResponse(long? rowNumber, Response response) => new(
        ErrorId.UnexpectedResponse,
        $"The guests endpoint reported success ({(int)response.Status}) in an answer that holds no guest with an id and a token: the guest exists, its token is lost.{GuestTraces.Of(response)}",
        "Delete the guest in Genesys Cloud before you run the row again, and check whether a gateway changes the answers.")
    {
        RowNumber = rowNumber,
        IsUnknown = true,
        StatusCode = response.Status,
        CorrelationId = response.CorrelationId,
    };
}
