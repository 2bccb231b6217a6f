namespace GenesysGuest;

/// <summary>What every answer of the guests endpoint means: the contract's table, in one place.</summary>
internal static class GuestAnswers
{
    private const string TryAgainRemedy = "Run the failed rows again later: $failed.TargetObject | New-GenesysGuest.";

    /// <summary>Whether the same request may be sent again, as far as the answer alone says.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <param name="longestWait">The longest <c>Retry-After</c> worth waiting for.</param>
    /// <returns>True for 408, 429, 5xx and requests that never left.</returns>
    public static bool MayRepeat(Attempt attempt, TimeSpan longestWait) =>
        (attempt.IsThrottled || attempt.IsOutage) && !(attempt.Answer?.RetryAfter > longestWait);

    /// <summary>Reads the last attempt.</summary>
    /// <param name="attempt">What came of it.</param>
    /// <param name="request">The guest that was asked for.</param>
    /// <param name="environment">Where.</param>
    /// <param name="now">The time, to say when to come back.</param>
    /// <param name="error">Why there is no guest.</param>
    /// <returns>The guest, or null.</returns>
    public static Guest? Read(Attempt attempt, GuestRequest request, GenesysEnvironment environment, DateTimeOffset now, out GuestException? error)
    {
        Guest? guest = null;
        error = attempt switch
        {
            { NeverSent: { } failure } => Unreachable(NetworkFailure.Of(failure, environment.GuestsUri), failure),
            { NoAnswer: { } lost } => Unknown(lost, answer: null),
            { Answer: { IsSuccess: true, Completeness: BodyCompleteness.Truncated } answer } => Unknown(inner: null, answer),
            { Answer: { IsSuccess: true } answer } => (guest = GuestAnswer.Read(answer.Body, request)) is null ? NoGuestInAnswer(answer) : null,
            { Answer: { } answer } => Refused(answer, ErrorBody.Read(answer), environment, now),
            _ => throw new InvalidOperationException("An attempt has one of three outcomes."),
        };
        return guest;
    }

    private static GuestException Refused(Answer answer, ErrorBody body, GenesysEnvironment environment, DateTimeOffset now)
    {
        string said = body.Message is null ? "" : $": {body.Message}";
        string what = $"{(int)answer.Status}{(body.Code is null ? "" : $" {body.Code}")}{said}";
        return (int)answer.Status switch
        {
            401 => Error(
                ErrorId.GuestUnauthorized, $"The guests endpoint refused the access token ({what}).",
                $"Sign in again with Connect-GenesysGuest, and check that {environment.Name} is the organisation's region: a token of another region is refused in the same way."),
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
                answer.RetryAfter is { } wait ? $"Try again after {now + wait:u}, in {ForHumans(wait)}. {TryAgainRemedy}" : TryAgainRemedy),
            407 => Error(
                ErrorId.ServiceUnavailable, $"The guests endpoint could not be reached: {NetworkFailure.ProxyAuthentication.Reason}. Nothing was created.",
                NetworkFailure.ProxyAuthentication.Remedy),
            >= 500 => Error(ErrorId.ServiceUnavailable, $"The guests endpoint failed ({what}).", TryAgainRemedy),
            409 => Error(ErrorId.GuestRejected, $"The guests endpoint refused the guest ({what}).", "A guest with this identity may exist already."),
            404 => Error(
                ErrorId.GuestRejected, $"The guests endpoint was not found ({what}).",
                $"Check the guests address, {environment.GuestsUri}: see New-GenesysEnvironment -GuestsUri."),
            >= 300 and <= 399 => Error(
                ErrorId.GuestRejected, $"The guests endpoint redirects elsewhere ({what}); the token is not sent there.",
                $"Check the guests address, {environment.GuestsUri}."),
            _ => Error(ErrorId.GuestRejected, $"The guests endpoint refused the guest ({what}).", "Correct the row as the message says and run it again."),
        };

        GuestException Error(ErrorId errorId, string message, string remedy) => new(errorId, message, remedy)
        {
            StatusCode = answer.Status,
            ServerCode = body.Code,
            CorrelationId = answer.CorrelationId,
            RetryAfter = answer.RetryAfter,
        };
    }

    private static GuestException Unreachable(NetworkFailure network, Exception inner) =>
        new(ErrorId.ServiceUnavailable, $"The guests endpoint could not be reached: {network.Reason}. Nothing was sent.", network.Remedy, inner);

    private static GuestException Unknown(Exception? inner, Answer? answer) => new(
        ErrorId.GuestOutcomeUnknown,
        "The request was sent and no whole answer came: the guest may exist, and it was not sent again.",
        "Look the guest up in Genesys Cloud before you run the row again.",
        inner)
    {
        StatusCode = answer?.Status,
        CorrelationId = answer?.CorrelationId,
    };

    private static GuestException NoGuestInAnswer(Answer answer) => new(
        ErrorId.UnexpectedResponse,
        $"The guests endpoint reported success ({(int)answer.Status}) in an answer that holds no guest with an id and a token: the guest exists, its token is lost.",
        "Delete the guest in Genesys Cloud before you run the row again, and check whether a gateway changes the answers.")
    {
        StatusCode = answer.Status,
        CorrelationId = answer.CorrelationId,
    };

    private static string ForHumans(TimeSpan wait) => wait switch
    {
        { TotalMinutes: < 2 } => FormattableString.Invariant($"{Math.Ceiling(wait.TotalSeconds)} seconds"),
        { TotalHours: < 2 } => FormattableString.Invariant($"{Math.Ceiling(wait.TotalMinutes)} minutes"),
        _ => FormattableString.Invariant($"{Math.Ceiling(wait.TotalHours)} hours"),
    };
}
