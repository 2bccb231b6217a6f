using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Turns errors of the library into error records.</summary>
internal static class ErrorRecords
{
    /// <summary>Creates a record whose FullyQualifiedErrorId begins with the error's id.</summary>
    /// <param name="exception">The error.</param>
    /// <param name="target">The row or other object that the error is about.</param>
    /// <returns>The record. Its recommended action is the remedy, followed by the command or parameter to use.</returns>
    public static ErrorRecord Of(GenesysException exception, object? target) =>
        new(exception, exception.ErrorId.ToString(), CategoryOf(exception.ErrorId), target)
        {
            ErrorDetails = new ErrorDetails(exception.Message) { RecommendedAction = exception.Remedy + LineToType.For(exception) },
        };

    /// <summary>Creates a record for an argument that the library rejects.</summary>
    /// <param name="exception">The error.</param>
    /// <returns>The record, without the name of the library's parameter in its message.</returns>
    public static ErrorRecord Of(ArgumentException exception)
    {
        string? parameter = exception.ParamName;
        string message = string.IsNullOrEmpty(parameter) ? exception.Message : exception.Message.Replace(new ArgumentException("", parameter).Message, ""); // an exception with an empty message shows only what .NET appends
        return new ErrorRecord(new PSArgumentException(message, parameter), "InvalidArgument", ErrorCategory.InvalidArgument, parameter);
    }

    private static ErrorCategory CategoryOf(ErrorId errorId) => errorId switch
    {
        ErrorId.AuthorizationDenied or ErrorId.MissingScope or ErrorId.GuestForbidden or ErrorId.ContactForbidden => ErrorCategory.PermissionDenied,
        ErrorId.AuthorizationTimedOut => ErrorCategory.OperationTimeout,
        ErrorId.AuthorizationCancelled or ErrorId.NotAttempted => ErrorCategory.OperationStopped,
        ErrorId.StateMismatch => ErrorCategory.SecurityError,
        ErrorId.InvalidCallback or ErrorId.InvalidGuest or ErrorId.GuestRejected or ErrorId.InvalidContact or ErrorId.ContactRejected => ErrorCategory.InvalidData,
        ErrorId.RedirectPortInUse or ErrorId.ImportRunning => ErrorCategory.ResourceBusy,
        ErrorId.InvalidRedirectUri or ErrorId.InvalidEnvironment => ErrorCategory.InvalidArgument,
        ErrorId.TokenRequestRejected or ErrorId.TokenRequestUnauthorized or ErrorId.SessionExpired or ErrorId.GuestUnauthorized or ErrorId.ContactUnauthorized => ErrorCategory.AuthenticationError,
        ErrorId.TokenRequestFailed or ErrorId.NotConnected or ErrorId.GuestOutcomeUnknown => ErrorCategory.ConnectionError,
        ErrorId.RateLimited => ErrorCategory.LimitsExceeded,
        ErrorId.ServiceUnavailable => ErrorCategory.ResourceUnavailable,
        ErrorId.UnexpectedResponse => ErrorCategory.InvalidResult,
        ErrorId.JournalUnusable or ErrorId.ImportUnusable => ErrorCategory.OpenError,
        ErrorId.EnvironmentNotFound or ErrorId.ContactNotFound or ErrorId.ContactSettingInvalid => ErrorCategory.ObjectNotFound,
        ErrorId.InteractionNotPossible => ErrorCategory.InvalidOperation,
        _ => ErrorCategory.NotSpecified,
    };
}
