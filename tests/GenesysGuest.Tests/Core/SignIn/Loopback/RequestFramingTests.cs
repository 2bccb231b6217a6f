using System.Text;
using GenesysGuest.SignIn.Loopback;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>A request that states its length in two ways (RFC 9112 §6.1) has a body, whichever of them comes last.</summary>
public sealed class RequestFramingTests
{
    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 0")]
    [InlineData("Content-Length: 0\r\nTransfer-Encoding: chunked")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 5")]
    [InlineData("Content-Length: 5\r\nTransfer-Encoding: chunked")]
    [InlineData("TRANSFER-ENCODING:\r\ncontent-length:0")]
    [InlineData("Transfer-Encoding: chunked\r\nX: a\r\nContent-Length: 0\r\nY: b")]
    public void Transfer_encoding_and_content_length_together_announce_a_body(string headers)
    {
        HttpRequestHead head = Read(headers);

        Assert.True(head.IsComplete);
        Assert.True(head.HasBody);
    }

    [Theory]
    [InlineData("Content-Length: 0\r\nTransfer-Encoding: chunked\r\nContent-Length: 0")]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 0\r\nContent-Length: 0")]
    [InlineData("Content-Length: 5\r\nContent-Length: 0")]
    public void A_second_content_length_is_refused_with_or_without_transfer_encoding(string headers) => Assert.Equal(400, Read(headers).Fault);

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\nContent-Length: 0")]
    [InlineData("Content-Length: 0\r\nTransfer-Encoding: chunked")]
    public async Task A_callback_that_has_both_is_refused_and_the_real_one_is_still_awaited(string headers)
    {
        using SignInUnderTest signIn = new();

        RawResponse? page = await signIn.SendAsync(signIn.Get(signIn.ValidTarget).Replace("\r\n\r\n", $"\r\n{headers}\r\n\r\n", StringComparison.Ordinal));

        Assert.Equal(400, page?.Status);
        await signIn.AssertStillAnswersAsync();
    }

    private static HttpRequestHead Read(string headers)
    {
        HttpRequestHead head = new();
        head.Read(Encoding.ASCII.GetBytes($"GET /callback HTTP/1.1\r\nHost: a\r\n{headers}\r\n\r\n"));
        return head;
    }
}
