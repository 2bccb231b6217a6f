using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;

namespace GenesysGuest.Http;

/// <summary>Removes the text from the server that exceptions of the HTTP stack quote: status and header lines, which may contain secrets and terminal escapes.</summary>
/// <remarks>The result is a copy. It keeps the types and codes by which <see cref="NetworkFailure"/> recognizes a failure, and has no stack trace.</remarks>
internal static class ExceptionRedaction
{
    private const int MostCauses = 16;

    private const string OpeningQuotes = "'\"\u2018\u201C\u201E\u00AB\u300C";

    /// <summary>Copies an exception and its inner exceptions.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="secrets">Values that must not appear.</param>
    /// <returns>The copy.</returns>
    public static Exception Redact(Exception exception, IReadOnlyList<string> secrets) => Redact(exception, secrets, MostCauses)!;

    private static Exception? Redact(Exception? exception, IReadOnlyList<string> secrets, int causesLeft)
    {
        if (exception is null || causesLeft == 0)
        {
            return null;
        }

        Exception? inner = Redact(exception.InnerException, secrets, causesLeft - 1);
        string message = Printable.Text(Redaction.Redact(UpToQuote(exception.Message), secrets));
        return exception switch
        {
#if NETSTANDARD2_0
            SocketException socket => new SocketException((int)socket.SocketErrorCode),
            HttpRequestException => new HttpRequestException(message, inner),
#else
            SocketException socket => new SocketException((int)socket.SocketErrorCode, message),
            HttpRequestException request => new HttpRequestException(request.HttpRequestError, message, inner, request.StatusCode),
            HttpIOException response => new HttpIOException(response.HttpRequestError, message, inner),
#endif
            WebException web => new WebException(message, inner, web.Status, response: null),
            AuthenticationException => new AuthenticationException(message, inner),
            TimeoutException => new TimeoutException(message, inner),
            NotSupportedException => new NotSupportedException(message, inner),
            OperationCanceledException => new OperationCanceledException(message, inner),
            IOException => new IOException(message, inner),
            _ => new IOException($"{exception.GetType().Name}: {message}", inner),
        };
    }

    // External text begins at the first quote. Only the server knows where it ends. An apostrophe in a word is not a quote.
    private static string UpToQuote(string message)
    {
        for (int i = 0; i < message.Length; i++)
        {
            if (OpeningQuotes.Contains(message[i]) && (i == 0 || !char.IsLetterOrDigit(message[i - 1])))
            {
                return $"{message[..i]}…";
            }
        }

        return message;
    }
}
