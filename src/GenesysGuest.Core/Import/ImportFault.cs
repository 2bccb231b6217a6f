using GenesysGuest.Provisioning.Journal;

namespace GenesysGuest.Import;

/// <summary>What each error means to whoever runs an import unattended.</summary>
internal static class ImportFault
{
    /// <summary>What is to be done about an error.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The outcome that it leads to.</returns>
    public static ImportOutcome OutcomeOf(GenesysException error) => error switch
    {
        ProvisioningException { ErrorId: ErrorId.GuestRejected or ErrorId.ContactRejected, IsSameForAll: true } => ImportOutcome.Misconfigured, // the address is wrong, not the row
        ProvisioningException { ErrorId: ErrorId.UnexpectedResponse, IsUnknown: false } => ImportOutcome.TryAgain,
        { ErrorId: ErrorId.JournalUnusable } when JournalOpening.IsHeld(error.InnerException) => ImportOutcome.TryAgain,
        _ => OutcomeOf(error.ErrorId),
    };

    /// <summary>What is to be done about errors of a kind.</summary>
    /// <param name="errorId">Which it is.</param>
    /// <returns>The outcome that it leads to.</returns>
    public static ImportOutcome OutcomeOf(ErrorId errorId) => errorId switch
    {
        ErrorId.InvalidContact or ErrorId.ContactRejected or ErrorId.ContactNotFound or
        ErrorId.InvalidGuest or ErrorId.GuestRejected or ErrorId.GuestOutcomeUnknown or ErrorId.UnexpectedResponse => ImportOutcome.RowsFailed,
        ErrorId.RateLimited or ErrorId.ServiceUnavailable or ErrorId.NotAttempted or ErrorId.TokenRequestFailed or ErrorId.ImportRunning => ImportOutcome.TryAgain,
        ErrorId.MissingScope or ErrorId.GuestForbidden or ErrorId.ContactForbidden or ErrorId.ContactSettingInvalid or ErrorId.InvalidEnvironment or ErrorId.EnvironmentNotFound or ErrorId.InvalidRedirectUri or ErrorId.JournalUnusable or ErrorId.ImportUnusable => ImportOutcome.Misconfigured,
        _ => ImportOutcome.SignInFailed,
    };

    /// <summary>Whether the next file would meet the same.</summary>
    /// <param name="error">What ended the work on a file.</param>
    /// <returns>Whether the run is over.</returns>
    public static bool EndsRun(GenesysException error) => error.ErrorId is not (ErrorId.InvalidGuest or ErrorId.InvalidContact or ErrorId.JournalUnusable);

    /// <summary>What happened and what to do, in one line.</summary>
    /// <param name="error">The error.</param>
    /// <returns>The text.</returns>
    public static string Text(GenesysException error) => $"{((error as ProvisioningException)?.Reason ?? error.Message).TrimEnd()} {error.Remedy}".TrimEnd();

    /// <summary>The error of an import whose files cannot be used.</summary>
    /// <param name="what">What cannot be done.</param>
    /// <param name="remedy">What to do.</param>
    /// <param name="inner">What told of it.</param>
    /// <returns><see cref="ErrorId.ImportUnusable"/>.</returns>
    public static GenesysException Unusable(string what, string remedy, Exception? inner = null) =>
        new(ErrorId.ImportUnusable, $"{what}{(inner is null ? "." : $": {Printable.Text(inner.Message)}")}", remedy, inner);

    /// <summary>Whether an exception tells of a file or a disk.</summary>
    /// <param name="exception">The exception.</param>
    /// <returns>Whether it does.</returns>
    public static bool IsOfDisk(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException or System.Security.SecurityException;
}
