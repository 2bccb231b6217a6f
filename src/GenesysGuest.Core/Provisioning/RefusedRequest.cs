using GenesysGuest.Http;

namespace GenesysGuest.Provisioning;

/// <summary>Interprets a refused request by its status, in the same way for all targets.</summary>
/// <param name="Endpoint">The endpoint, as messages name it: "guests endpoint".</param>
/// <param name="Kind">The noun for messages: "guest".</param>
/// <param name="Action">The action that the token must allow: "create guests".</param>
/// <param name="Undone">What a failed request did not do: "No guest was created."</param>
/// <param name="Unauthorized">The error id if the token is refused.</param>
/// <param name="Forbidden">The error id if the token lacks permission.</param>
/// <param name="Rejected">The error id if the item is refused.</param>
/// <param name="MissingPermission">The remedy for a missing permission.</param>
/// <param name="MissingScope">The remedy for a missing scope.</param>
/// <param name="NotFound">Returns the remedy if the address does not exist. The text contains the address.</param>
internal sealed record RefusedRequest(
    string Endpoint, string Kind, string Action, string Undone, ErrorId Unauthorized, ErrorId Forbidden, ErrorId Rejected, string MissingPermission, string MissingScope,
    Func<Uri, string> NotFound)
{
    /// <summary>The scope to sign in with if the token lacks one, or null if the scope cannot be requested. In the regional layout, Genesys Cloud takes it from the OAuth client.</summary>
    public string? Scope { get; init; }

    /// <summary>Whether the requests are for rows, which can be run again.</summary>
    public bool IsForRows { get; init; } = true;

    /// <summary>The kind of step that the remedy asks for if the address does not exist.</summary>
    public NextStep NotFoundStep { get; init; }

    /// <summary>Creates the error for a refused request.</summary>
    /// <param name="rowNumber">The number of the row, starting at 1, or null if there are no rows.</param>
    /// <param name="response">The response.</param>
    /// <param name="body">The error in the body of the response.</param>
    /// <param name="address">The address of the request.</param>
    /// <param name="environment">The environment of the organization.</param>
    /// <param name="now">The current time, to calculate when to retry.</param>
    /// <returns>The error.</returns>
    public ProvisioningException Read(long? rowNumber, Response response, ErrorBody body, Uri address, GenesysEnvironment environment, DateTimeOffset now)
    {
        string what = Describe(response, body);
        return (int)response.Status switch
        {
            401 => Error(
                Unauthorized, $"The {Endpoint} refused the access token ({what}).",
                $"Sign in again, and check that {environment.Name} is the organization's region. A token from another region is refused in the same way. An organization may also end an idle session before its token expires.", NextStep.SignIn),
            403 => Error(Forbidden, $"The access token does not have permission to {Action} ({what}).", body.Code switch
            {
                "missing.any.permissions" or "missing.permissions" or "not.authorized" => MissingPermission,
                "app.not.authorized.for.scope" => MissingScope,
                _ => "Check the scopes of the OAuth client and the permissions of the user or OAuth client that signed in.",
            }, Scope is null || body.Code is not "app.not.authorized.for.scope" ? NextStep.None : environment.Layout == HostLayout.Regional ? NextStep.SignIn : NextStep.ChooseScopes),
            408 or 429 => Error(
                ErrorId.RateLimited, $"The rate limit still applied after the last retry ({what}).",
                TryAgain(response, now), Again),
            407 when NetworkFailure.ProxyAuthentication(response.Proxy) is var proxy => Error(
                ErrorId.ServiceUnavailable, $"The {Endpoint} could not be reached: {proxy.Reason}. {Undone}".TrimEnd(),
                proxy.Remedy, proxy.NextStep),
            >= 500 => Error(ErrorId.ServiceUnavailable, $"The {Endpoint} failed ({what}). {Undone}".TrimEnd(), TryAgain(response, now), Again),
            409 => Error(Rejected, $"The {Endpoint} refused the {Kind} ({what}).", $"Check whether the {Kind} already exists."),
            404 => Error(Rejected, $"The {Endpoint} was not found ({what}).", NotFound(address), NotFoundStep),
            >= 300 and <= 399 => Error(
                Rejected, $"The {Endpoint} returned a redirect to another address ({what}). The token was not sent there.",
                $"Check the {Kind}s address, {address}."),
            _ => Error(Rejected, $"The {Endpoint} refused the {Kind} ({what}).", IsForRows ? "Correct the row as the message indicates, and then run it again." : "Correct the request as the message indicates."),
        };

        ProvisioningException Error(ErrorId errorId, string message, string remedy, NextStep nextStep = NextStep.None) => new(errorId, message, remedy)
        {
            RowNumber = rowNumber,
            NextStep = nextStep,
            NextStepArgument = nextStep == NextStep.ChooseScopes ? Scope : null,
            IsSameForAll = (int)response.Status is 401 or 403 or 404 or 407 or (>= 300 and <= 399),
            StatusCode = response.Status,
            ServerCode = body.Code,
            CorrelationId = response.CorrelationId,
            RetryAfter = response.RetryAfter,
        };
    }

    /// <summary>Creates the error for a request that was never sent.</summary>
    /// <param name="rowNumber">The number of the row, starting at 1, or null if there are no rows.</param>
    /// <param name="network">The cause.</param>
    /// <param name="inner">The exception that caused it.</param>
    /// <returns>The error.</returns>
    public ProvisioningException Unreachable(long? rowNumber, NetworkFailure network, Exception inner) =>
        new(ErrorId.ServiceUnavailable, $"The {Endpoint} could not be reached: {network.Reason}. No request was sent.", network.Remedy, inner)
        {
            RowNumber = rowNumber,
            NextStep = network.NextStep,
        };

    /// <summary>Summarizes a response.</summary>
    /// <param name="response">The response.</param>
    /// <param name="body">The error in the body of the response.</param>
    /// <returns>The status, the code, and the message.</returns>
    public static string Describe(Response response, ErrorBody body) =>
        $"{(int)response.Status}{(body.Code is null ? "" : $" {body.Code}")}{(body.Message is null ? "" : $": {body.Message}")}";

    private NextStep Again => IsForRows ? NextStep.RunAgain : NextStep.None;

    private string TryAgain(Response response, DateTimeOffset now)
    {
        string when = response.RetryAfter is { } wait ? $"Try again after {now + wait:u}, in {ForHumans(wait)}." : "";
        return IsForRows ? $"{when} Run the failed rows again later.".TrimStart() : when.Length > 0 ? when : "Try again later.";
    }

    private static string ForHumans(TimeSpan wait) => wait switch
    {
        { TotalMinutes: < 2 } => FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds)} seconds"),
        { TotalHours: < 2 } => FormattableString.Invariant($"{Math.Ceiling(wait.TotalMinutes)} minutes"),
        _ => FormattableString.Invariant($"{Math.Ceiling(wait.TotalHours)} hours"),
    };
}
