using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Guests;

/// <summary>What every response of the guests endpoint means: the contract's table, in one place.</summary>
internal static class GuestReading
{
    private const string LookUpRemedy = "Look the guest up in Genesys Cloud before you run the row again.";
    private const string TryAgainRemedy = "Run the failed rows again later.";

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
        { Response: { } response } => new(Refused(rowNumber, response, ErrorBody.Read(response), environment, now)),
        { ConnectFailure: { } failure } when mayHaveActed => new(Failed(rowNumber, NetworkFailure.Of(failure, environment.GuestsUri, last.Proxy).Reason, failure)),
        { ConnectFailure: { } failure } => new(Unreachable(rowNumber, NetworkFailure.Of(failure, environment.GuestsUri, last.Proxy), failure)),
        _ => throw new InvalidOperationException("An attempt has one of three outcomes."),
    };

    private static ProvisioningException Refused(long? rowNumber, Response response, ErrorBody body, GenesysEnvironment environment, DateTimeOffset now)
    {
        string what = Describe(response, body);
        return (int)response.Status switch
        {
            401 => Error(
                ErrorId.GuestUnauthorized, $"The guests endpoint refused the access token ({what}).",
                $"Sign in again, and check that {environment.Name} is the organisation's region: a token of another region is refused in the same way. An organisation may also end a session that nobody uses before its token runs out.", NextStep.SignIn),
            403 => Error(ErrorId.GuestForbidden, $"The access token may not create guests ({what}).", body.Code switch
            {
                "missing.any.permissions" or "missing.permissions" or "not.authorized" =>
                    "Ask an administrator for the role that permits creating external users, for the user or for the OAuth client.",
                "app.not.authorized.for.scope" =>
                    $"Add the scopes '{Scope.GuestCreate}' and '{Scope.ExternalUsersWrite}' to the OAuth client, then sign in again.",
                _ => "Check the scopes of the OAuth client and the permissions of whoever signed in.",
            }),
            408 or 429 => Error(
                ErrorId.RateLimited, $"The request limit was still in force at the end ({what}).",
                TryAgain(response, now), NextStep.RunAgain),
            407 when NetworkFailure.ProxyAuthentication(response.Proxy) is var proxy => Error(
                ErrorId.ServiceUnavailable, $"The guests endpoint could not be reached: {proxy.Reason}. Nothing was created.",
                proxy.Remedy, proxy.NextStep),
            >= 500 => Error(ErrorId.ServiceUnavailable, $"The guests endpoint failed ({what}). Nothing was created.", TryAgain(response, now), NextStep.RunAgain),
            409 => Error(ErrorId.GuestRejected, $"The guests endpoint refused the guest ({what}).", "A guest with this identity may exist already."),
            404 => Error(
                ErrorId.GuestRejected, $"The guests endpoint was not found ({what}).",
                $"This organisation may have no guests endpoint: no published description of the service holds it. Check the guests address, {environment.GuestsUri}, and replace it if it is another.",
                NextStep.ReplaceGuestsAddress),
            >= 300 and <= 399 => Error(
                ErrorId.GuestRejected, $"The guests endpoint redirects elsewhere ({what}); the token is not sent there.",
                $"Check the guests address, {environment.GuestsUri}."),
            _ => Error(ErrorId.GuestRejected, $"The guests endpoint refused the guest ({what}).", "Correct the row as the message says and run it again."),
        };

        ProvisioningException Error(ErrorId errorId, string message, string remedy, NextStep nextStep = NextStep.None) => new(errorId, message, remedy)
        {
            RowNumber = rowNumber,
            NextStep = nextStep,
            IsSameForAll = (int)response.Status is 401 or 403 or 404 or 407 or (>= 300 and <= 399),
            StatusCode = response.Status,
            ServerCode = body.Code,
            CorrelationId = response.CorrelationId,
            RetryAfter = response.RetryAfter,
        };
    }

    private static ProvisioningException Unreachable(long? rowNumber, NetworkFailure network, Exception inner) =>
        new(ErrorId.ServiceUnavailable, $"The guests endpoint could not be reached: {network.Reason}. Nothing was sent.", network.Remedy, inner)
        {
            RowNumber = rowNumber,
            NextStep = network.NextStep,
        };

    private static ProvisioningException Lost(long? rowNumber, Exception? inner, Response? response) => new(
        ErrorId.GuestOutcomeUnknown,
        "The request was sent and no whole answer came: the guest may exist, and it was not sent again.",
        LookUpRemedy,
        inner)
    {
        RowNumber = rowNumber,
        StatusCode = response?.Status,
        CorrelationId = response?.CorrelationId,
    };

    private static ProvisioningException Failed(long? rowNumber, Response response, ErrorBody body) =>
        Failed(rowNumber, Describe(response, body), inner: null, response, body.Code);

    private static ProvisioningException Failed(long? rowNumber, string what, Exception? inner, Response? response = null, string? serverCode = null) => new(
        ErrorId.GuestOutcomeUnknown,
        $"The guests endpoint failed in a way that leaves open what it did, and gave no guest at the end ({what}): the guest may exist.",
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
        $"The guests endpoint reported success ({(int)response.Status}) in an answer that holds no guest with an id and a token: the guest exists, its token is lost.{GuestTraces.Of(response)}",
        "Delete the guest in Genesys Cloud before you run the row again, and check whether a gateway changes the answers.")
    {
        RowNumber = rowNumber,
        StatusCode = response.Status,
        CorrelationId = response.CorrelationId,
    };

    private static string Describe(Response response, ErrorBody body) =>
        $"{(int)response.Status}{(body.Code is null ? "" : $" {body.Code}")}{(body.Message is null ? "" : $": {body.Message}")}";

    private static string TryAgain(Response response, DateTimeOffset now) =>
        response.RetryAfter is { } wait ? $"Try again after {now + wait:u}, in {ForHumans(wait)}. {TryAgainRemedy}" : TryAgainRemedy;

    private static string ForHumans(TimeSpan wait) => wait switch
    {
        { TotalMinutes: < 2 } => FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds)} seconds"),
        { TotalHours: < 2 } => FormattableString.Invariant($"{Math.Ceiling(wait.TotalMinutes)} minutes"),
        _ => FormattableString.Invariant($"{Math.Ceiling(wait.TotalHours)} hours"),
    };
}
