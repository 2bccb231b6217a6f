using System.Management.Automation;

namespace GenesysGuest;

/// <summary>The library's errors as PowerShell's.</summary>
internal static class ErrorRecords
{
    /// <summary>Makes a record whose FullyQualifiedErrorId begins with the error's id.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="target">The row, or what else it happened to.</param>
    /// <returns>The record, with the remedy, and the line to type, as its recommended action.</returns>
    public static ErrorRecord Of(GenesysException exception, object? target) =>
        new(exception, exception.ErrorId.ToString(), CategoryOf(exception.ErrorId), target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = exception.Remedy + LineToType.For(exception) },
        };

    private static ErrorCategory CategoryOf(ErrorId errorId) => errorId switch
    {
        ErrorId.AuthorizationDenied or ErrorId.MissingScope or ErrorId.GuestForbidden or ErrorId.ContactForbidden => ErrorCategory.PermissionDenied,
        ErrorId.AuthorizationTimedOut => ErrorCategory.OperationTimeout,
        ErrorId.AuthorizationCancelled or ErrorId.NotAttempted => ErrorCategory.OperationStopped,
        ErrorId.StateMismatch => ErrorCategory.SecurityError,
        ErrorId.InvalidCallback or ErrorId.InvalidGuest or ErrorId.GuestRejected or ErrorId.InvalidContact or ErrorId.ContactRejected => ErrorCategory.InvalidData,
        ErrorId.RedirectPortInUse => ErrorCategory.ResourceBusy,
        ErrorId.InvalidRedirectUri or ErrorId.InvalidEnvironment => ErrorCategory.InvalidArgument,
        ErrorId.TokenRequestRejected or ErrorId.TokenRequestUnauthorized or ErrorId.SessionExpired or ErrorId.GuestUnauthorized or ErrorId.ContactUnauthorized => ErrorCategory.AuthenticationError,
        ErrorId.TokenRequestFailed or ErrorId.NotConnected or ErrorId.GuestOutcomeUnknown => ErrorCategory.ConnectionError,
        ErrorId.RateLimited => ErrorCategory.LimitsExceeded,
        ErrorId.ServiceUnavailable => ErrorCategory.ResourceUnavailable,
        ErrorId.UnexpectedResponse => ErrorCategory.InvalidResult,
        ErrorId.JournalUnusable => ErrorCategory.OpenError,
        ErrorId.EnvironmentNotFound or ErrorId.ContactNotFound or ErrorId.ContactSettingInvalid => ErrorCategory.ObjectNotFound,
        ErrorId.InteractionNotPossible => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.NotSpecified,
    };
}
