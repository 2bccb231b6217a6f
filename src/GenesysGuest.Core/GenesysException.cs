using System.Net;

namespace GenesysGuest;

/// <summary>What went wrong, and what to do about it. No secret is ever part of its text.</summary>
public class GenesysException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="errorId">Which error it is.</param>
    /// <param name="message">What happened, and where.</param>
    /// <param name="remedy">What the reader can do about it.</param>
    /// <param name="innerException">What caused it.</param>
    public GenesysException(ErrorId errorId, string message, string remedy, Exception? innerException = null)
        : base(message, innerException)
    {
        ErrorId = errorId;
        Remedy = remedy;
    }

    /// <summary>The same error in other words: all that is known of it, whatever its kind adds.</summary>
    /// <param name="same">The error.</param>
    /// <param name="message">The other words.</param>
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

    /// <summary>Which error it is; stable across versions.</summary>
    public ErrorId ErrorId { get; }

    /// <summary>What the reader can do about it.</summary>
    public string Remedy { get; }

    /// <summary>What kind of step the remedy asks for.</summary>
    public NextStep NextStep { get; init; }

    /// <summary>What the step is done with: a delimiter, a field; null: it needs nothing.</summary>
    public string? NextStepArgument { get; init; }

    /// <summary>The HTTP status of the response, where there was one.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The server's own code for the error (Genesys <c>code</c>, OAuth <c>error</c>).</summary>
    public string? ServerCode { get; init; }

    /// <summary>The server's <c>ININ-Correlation-Id</c>, which Genesys support asks for.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How long the server asked to wait.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The same error in other words, about no row.</summary>
    /// <param name="message">The other words.</param>
    /// <returns>The error.</returns>
    internal GenesysException Reworded(string message) => new(this, message);
}
