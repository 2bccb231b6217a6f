namespace GenesysGuest;

/// <summary>A sign-in, or the renewal of one, that failed.</summary>
public sealed class SignInException : GenesysException
{
    /// <inheritdoc cref="GenesysException(ErrorId, string, string, Exception)"/>
    public SignInException(ErrorId errorId, string message, string remedy, Exception? innerException = null)
        : base(errorId, message, remedy, innerException)
    {
    }

    /// <summary>Whether the request left and no whole response came: what it bore may have been used up.</summary>
    internal bool IsAnswerLost { get; init; }

    /// <summary>Whether the token endpoint failed or could not be reached, so that the same may succeed later.</summary>
    internal bool IsOutage { get; init; }

    /// <summary>Whether a callback brought an error without any state, as a gateway's may.</summary>
    internal bool IsStrayError { get; init; }

    internal static SignInException ConnectionClosed(Exception? innerException = null) =>
        new(ErrorId.NotConnected, "The connection was closed.", "Sign in again.", innerException) { NextStep = NextStep.SignIn };
}
