using GenesysGuest.Http;

namespace GenesysGuest.Provisioning;

/// <summary>What a request that the service refused means, status by status: the contract's table, in one place for all targets.</summary>
/// <param name="Endpoint">What the request went to, as messages name it: "guests endpoint".</param>
/// <param name="Kind">The noun: "guest".</param>
/// <param name="Action">What the token is for: "create guests".</param>
/// <param name="Undone">What a failed request did not do: "Nothing was created."</param>
/// <param name="Unauthorized">The id of a token that is refused.</param>
/// <param name="Forbidden">The id of a token that may not.</param>
/// <param name="Rejected">The id of a thing that is refused.</param>
/// <param name="MissingPermission">What to do about a permission that is missing.</param>
/// <param name="MissingScope">What to do about a scope that is missing.</param>
/// <param name="NotFound">What to do where there is no such address; its end is the address.</param>
internal sealed record RefusedRequest(
    string Endpoint, string Kind, string Action, string Undone, ErrorId Unauthorized, ErrorId Forbidden, ErrorId Rejected, string MissingPermission, string MissingScope,
    Func<Uri, string> NotFound)
{
    /// <summary>The scope to sign in with where the token lacks one; null: nobody can ask for it.</summary>
    public string? Scope { get; init; }

    /// <summary>Whether requests are made for rows, which can be run again.</summary>
    public bool IsForRows { get; init; } = true;

    /// <summary>Which step helps where there is no such address.</summary>
    public NextStep NotFoundStep { get; init; }

    /// <summary>Reads a refusal.</summary>
    /// <param name="rowNumber">The row, counted from 1; null: there are no rows.</param>
    /// <param name="response">The response.</param>
    /// <param name="body">What it says for itself.</param>
    /// <param name="address">Where the request went.</param>
    /// <param name="environment">Where the organization lives.</param>
    /// <param name="now">The time, to say when to come back.</param>
    /// <returns>The error.</returns>
    public ProvisioningException Read(long? rowNumber, Response response, ErrorBody body, Uri address, GenesysEnvironment environment, DateTimeOffset now)
    {
        string what = Describe(response, body);
        return (int)response.Status switch
        {
            401 => Error(
                Unauthorized, $"The {Endpoint} refused the access token ({what}).",
                $"Sign in again, and check that {environment.Name} is the organization's region: a token of another region is refused in the same way. An organization may also end a session that nobody uses before its token runs out.", NextStep.SignIn),
            403 => Error(Forbidden, $"The access token may not {Action} ({what}).", body.Code switch
            {
                "missing.any.permissions" or "missing.permissions" or "not.authorized" => MissingPermission,
                "app.not.authorized.for.scope" => MissingScope,
                _ => "Check the scopes of the OAuth client and the permissions of whoever signed in.",
            }, Scope is not null && body.Code is "app.not.authorized.for.scope" ? NextStep.ChooseScopes : NextStep.None, Scope),
            408 or 429 => Error(
                ErrorId.RateLimited, $"The request limit was still in force at the end ({what}).",
                TryAgain(response, now), Again),
            407 when NetworkFailure.ProxyAuthentication(response.Proxy) is var proxy => Error(
                ErrorId.ServiceUnavailable, $"The {Endpoint} could not be reached: {proxy.Reason}. {Undone}".TrimEnd(),
                proxy.Remedy, proxy.NextStep),
            >= 500 => Error(ErrorId.ServiceUnavailable, $"The {Endpoint} failed ({what}). {Undone}".TrimEnd(), TryAgain(response, now), Again),
            409 => Error(Rejected, $"The {Endpoint} refused the {Kind} ({what}).", $"A {Kind} with this identity may exist already."),
            404 => Error(Rejected, $"The {Endpoint} was not found ({what}).", NotFound(address), NotFoundStep),
            >= 300 and <= 399 => Error(
                Rejected, $"The {Endpoint} redirects elsewhere ({what}); the token is not sent there.",
                $"Check the {Kind}s address, {address}."),
            _ => Error(Rejected, $"The {Endpoint} refused the {Kind} ({what}).", IsForRows ? "Correct the row as the message says and run it again." : "Correct what was asked for, as the message says."),
        };

        ProvisioningException Error(ErrorId errorId, string message, string remedy, NextStep nextStep = NextStep.None, string? argument = null) => new(errorId, message, remedy)
        {
            RowNumber = rowNumber,
            NextStep = nextStep,
            NextStepArgument = nextStep == NextStep.None ? null : argument,
            IsSameForAll = (int)response.Status is 401 or 403 or 404 or 407 or (>= 300 and <= 399),
            StatusCode = response.Status,
            ServerCode = body.Code,
            CorrelationId = response.CorrelationId,
            RetryAfter = response.RetryAfter,
        };
    }

    /// <summary>The error of a request that never left.</summary>
    /// <param name="rowNumber">The row, counted from 1; null: there are no rows.</param>
    /// <param name="network">Why.</param>
    /// <param name="inner">What told of it.</param>
    /// <returns>The error.</returns>
    public ProvisioningException Unreachable(long? rowNumber, NetworkFailure network, Exception inner) =>
        new(ErrorId.ServiceUnavailable, $"The {Endpoint} could not be reached: {network.Reason}. Nothing was sent.", network.Remedy, inner)
        {
            RowNumber = rowNumber,
            NextStep = network.NextStep,
        };

    /// <summary>What a response says, in few words.</summary>
    /// <param name="response">The response.</param>
    /// <param name="body">What it says for itself.</param>
    /// <returns>The status, the code and the message.</returns>
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
