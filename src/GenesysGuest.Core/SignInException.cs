namespace GenesysGuest;

/// <summary>An error in a sign-in, or in the renewal of a session.</summary>
public sealed class SignInException : GenesysException
{
    /// <inheritdoc cref="GenesysException(ErrorId, string, string, Exception)"/>
    public SignInException(ErrorId errorId, string message, string remedy, Exception? innerException = null)
        : base(errorId, message, remedy, innerException)
    {
    }

    /// <summary>Whether the request was sent and no complete response was received. Its code or refresh token may have been used up.</summary>
    internal bool IsResponseLost { get; init; }

    /// <summary>Whether the token endpoint failed or could not be reached, so that the same request may succeed later.</summary>
    internal bool IsOutage { get; init; }

    /// <summary>Whether a callback contained an error without a state, which a gateway may send.</summary>
    internal bool IsStrayError { get; init; }

    internal static SignInException ConnectionClosed(Exception? innerException = null) =>
        new(ErrorId.NotConnected, "The connection was closed.", "Sign in again.", innerException) { NextStep = NextStep.SignIn };
}
