using System.Net;

namespace GenesysGuest;

/// <summary>An error with a description and a remedy. Its text never contains a secret.</summary>
public class GenesysException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="errorId">The id of the error.</param>
    /// <param name="message">What happened, and where.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="innerException">The cause of the error.</param>
    public GenesysException(ErrorId errorId, string message, string remedy, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Remedy = remedy;
    }

    /// <summary>Creates a copy of an error with a different message.</summary>
    /// <param name="same">The error.</param>
    /// <param name="message">The new message.</param>
    private protected GenesysException(GenesysException same, string message)
        : this(same.ErrorId, message, same.Remedy, same.InnerException)
    {
        NextStep = same.NextStep;
        NextStepArgument = same.NextStepArgument;
        StatusCode = same.StatusCode;
        ServerCode = same.ServerCode;
        CorrelationId = same.CorrelationId;
        RetryAfter = same.RetryAfter;
    }

    /// <summary>The id of the error. It is stable across versions.</summary>
    public ErrorId ErrorId { get; }

    /// <summary>What to do about it.</summary>
    public string Remedy { get; }

    /// <summary>The kind of step that the remedy asks for.</summary>
    public NextStep NextStep { get; init; }

    /// <summary>The argument of the step, such as a delimiter or a field, or null if the step needs none.</summary>
    public string? NextStepArgument { get; init; }

    /// <summary>The HTTP status of the response, or null if there was no response.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The server's error code (Genesys <c>code</c>, OAuth <c>error</c>).</summary>
    public string? ServerCode { get; init; }

    /// <summary>The server's <c>ININ-Correlation-Id</c>. Genesys support asks for it.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>The wait that the server requested.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Creates a copy of this error with a different message, and without a row.</summary>
    /// <param name="message">The new message.</param>
    /// <returns>The error.</returns>
    internal GenesysException Reworded(string message) => new(this, message);
}
