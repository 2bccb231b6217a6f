using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest.Import;

/// <summary>Maps errors to outcomes of an unattended import.</summary>
internal static class ImportFault
{
    /// <summary>Returns the outcome for an error.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The outcome.</returns>
    public static ImportOutcome OutcomeOf(GenesysException error) => error switch
    {
        ProvisioningException { ErrorId: ErrorId.GuestRejected or ErrorId.ContactRejected, IsSameForAll: true } => ImportOutcome.Misconfigured, // the address is wrong, not the row
        ProvisioningException { ErrorId: ErrorId.UnexpectedResponse, IsUnknown: false } => ImportOutcome.TryAgain,
        { ErrorId: ErrorId.JournalUnusable } when JournalOpening.IsHeld(error.InnerException) => ImportOutcome.TryAgain,
        _ => OutcomeOf(error.ErrorId),
    };

    /// <summary>Returns the outcome for an error id.</summary>
    /// <param name="errorId">The error id.</param>
    /// <returns>The outcome.</returns>
    public static ImportOutcome OutcomeOf(ErrorId errorId) => errorId switch
    {
        ErrorId.InvalidContact or ErrorId.ContactRejected or ErrorId.ContactNotFound or
        ErrorId.InvalidGuest or ErrorId.GuestRejected or ErrorId.GuestOutcomeUnknown or ErrorId.UnexpectedResponse => ImportOutcome.RowsFailed,
        ErrorId.RateLimited or ErrorId.ServiceUnavailable or ErrorId.NotAttempted or ErrorId.TokenRequestFailed or ErrorId.ImportRunning => ImportOutcome.TryAgain,
        ErrorId.MissingScope or ErrorId.GuestForbidden or ErrorId.ContactForbidden or ErrorId.ContactSettingInvalid or ErrorId.InvalidEnvironment or ErrorId.EnvironmentNotFound or ErrorId.InvalidRedirectUri or ErrorId.JournalUnusable or ErrorId.ImportUnusable => ImportOutcome.Misconfigured,
        _ => ImportOutcome.SignInFailed,
    };

    /// <summary>Whether the error would also occur with the next file.</summary>
    /// <param name="error">The error that ended the work on a file.</param>
    /// <returns>True if the run ends.</returns>
    public static bool EndsRun(GenesysException error) => error.ErrorId is not (ErrorId.InvalidGuest or ErrorId.InvalidContact or ErrorId.JournalUnusable);

    /// <summary>Describes an error and its remedy in one line.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The text.</returns>
    public static string Text(GenesysException error) => $"{((error as ProvisioningException)?.Reason ?? error.Message).TrimEnd()} {error.Remedy}".TrimEnd();

    /// <summary>Creates the error for files that cannot be used.</summary>
    /// <param name="what">What cannot be done.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="inner">The exception that caused it.</param>
    /// <returns><see cref="ErrorId.ImportUnusable"/>.</returns>
    public static GenesysException Unusable(string what, string remedy, Exception? inner = null) =>
        new(ErrorId.ImportUnusable, $"{what}{(inner is null ? "." : $": {Printable.Text(inner.Message)}")}", remedy, inner);

    /// <summary>Whether an exception is caused by a file or a disk.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>True for file system exceptions.</returns>
    public static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;
}
