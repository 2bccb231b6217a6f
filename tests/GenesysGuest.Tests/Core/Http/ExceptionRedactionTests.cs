using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>What an exception of the HTTP stack keeps, and what of it comes from outside and goes.</summary>
public sealed class ExceptionRedactionTests
{
    private static readonly Exception Cause = new InvalidDataException("the cause");

    [Theory]
    [InlineData("The connection was reset.", "The connection was reset.")]
    [InlineData("Received an invalid header line: 'gu3st-77'.", "Received an invalid header line: …")]
    [InlineData("Received an invalid header line: \"gu3st-77\".", "Received an invalid header line: …")]
    [InlineData("Une ligne incorrecte : «\u00a0gu3st-77\u00a0».", "Une ligne incorrecte : …")]
    [InlineData("The server doesn't speak HTTP.", "The server doesn't speak HTTP.")]
    [InlineData("It said acc3ss-81.", "It said ***.")]
    [InlineData("'gu3st-77' was received.", "…")]
    [InlineData("It said 7'gu3st", "It said 7'gu3st")]
    [InlineData("It\e[2J said\a\r\n\u202eno.", "It [2J said    no.")]
    public void A_message_ends_where_it_quotes(string message, string expected) =>
        Assert.Equal(expected, ExceptionRedaction.Redact(new IOException(message), ["acc3ss-81"]).Message);

    [Fact]
    public void Every_cause_is_cleaned()
    {
        Exception redacted = ExceptionRedaction.Redact(
            new HttpRequestException("outer 'gu3st-77'", new IOException("between 'gu3st-77'", new InvalidDataException("inner 'gu3st-77'"))), []);

        Assert.DoesNotContain("gu3st-77", redacted.ToString(), StringComparison.Ordinal);
        Assert.Contains("inner", redacted.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_chain_that_is_long_is_cut()
    {
        Exception chain = Cause;
        for (int i = 0; i < 10_000; i++)
        {
            chain = new IOException("again", chain);
        }

        int length = 0;
        for (Exception? cause = ExceptionRedaction.Redact(chain, []); cause is not null; cause = cause.InnerException)
        {
            length++;
        }

        Assert.Equal(16, length);
    }

    [Fact]
    public void A_failed_request_keeps_its_kind_and_its_status()
    {
        HttpRequestException redacted = Assert.IsType<HttpRequestException>(ExceptionRedaction.Redact(
            new HttpRequestException(HttpRequestError.ProxyTunnelError, "m", Cause, HttpStatusCode.ProxyAuthenticationRequired), []));

        Assert.Equal((HttpRequestError.ProxyTunnelError, HttpStatusCode.ProxyAuthenticationRequired), (redacted.HttpRequestError, redacted.StatusCode));
    }

    [Fact]
    public void A_response_that_ended_keeps_its_kind() => Assert.Equal(
        HttpRequestError.ResponseEnded, Assert.IsType<HttpIOException>(ExceptionRedaction.Redact(new HttpIOException(HttpRequestError.ResponseEnded, "m"), [])).HttpRequestError);

    [Fact]
    public void A_socket_keeps_its_code() => Assert.Equal(
        SocketError.HostNotFound, Assert.IsType<SocketException>(ExceptionRedaction.Redact(new SocketException((int)SocketError.HostNotFound), [])).SocketErrorCode);

    [Fact]
    public void A_web_request_keeps_its_status() => Assert.Equal(
        WebExceptionStatus.TrustFailure, Assert.IsType<WebException>(ExceptionRedaction.Redact(new WebException("m", WebExceptionStatus.TrustFailure), [])).Status);

    [Theory]
    [InlineData(typeof(AuthenticationException))]
    [InlineData(typeof(TimeoutException))]
    [InlineData(typeof(NotSupportedException))]
    [InlineData(typeof(OperationCanceledException))]
    [InlineData(typeof(IOException))]
    public void What_says_what_happened_by_its_type_keeps_it(Type type) =>
        Assert.IsType(type, ExceptionRedaction.Redact((Exception)Activator.CreateInstance(type, "m", Cause)!, []));

    [Fact]
    public void Of_any_other_the_name_is_kept() =>
        Assert.StartsWith("InvalidDataException: the cause", ExceptionRedaction.Redact(Cause, []).Message, StringComparison.Ordinal);
}
