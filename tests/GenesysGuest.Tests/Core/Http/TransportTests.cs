using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Resilience;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>One request, and what is read of its response.</summary>
public sealed class TransportTests
{
    private static readonly Uri Address = new("https://usw2.pure.cloud/x");
    private static readonly DateTimeOffset Eleven = new(2030, 1, 2, 11, 0, 0, TimeSpan.Zero);

    private HttpRequestMessage? _sent;

    [Theory]
    [InlineData(true, "application/json")]
    [InlineData(false, "application/json, */*;q=0.5")]
    public async Task What_has_no_body_takes_any_answer(bool hasBody, string accept)
    {
        await SendAsync(new HttpResponseMessage(), hasBody);

        Assert.Equal((accept, "identity"), (_sent!.Headers.Accept.ToString(), _sent.Headers.AcceptEncoding.ToString()));
    }

    [Theory]
    [InlineData(200, true, false)]
    [InlineData(200, false, true)]
    [InlineData(400, true, true)]
    public async Task Of_a_success_of_a_request_with_a_body_the_date_is_not_read(int status, bool hasBody, bool expected)
    {
        HttpResponseMessage answer = new((HttpStatusCode)status);
        answer.Headers.Date = Eleven;

        Assert.Equal(expected ? Eleven : null, (await SendAsync(answer, hasBody)).Date);
    }

    [Theory]
    [InlineData(299, false)]
    [InlineData(300, true)]
    [InlineData(399, true)]
    [InlineData(400, false)]
    public async Task Only_a_redirect_leads_elsewhere(int status, bool expected)
    {
        HttpResponseMessage answer = new((HttpStatusCode)status);
        answer.Headers.Location = Address;

        Assert.Equal(expected ? Address : null, (await SendAsync(answer)).Location);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2048)]
    [InlineData(2049)]
    [InlineData(Response.MaxBodyLength)]
    public async Task A_body_whose_length_nobody_told_is_read_to_its_end(int length)
    {
        Response response = await SendAsync(new HttpResponseMessage { Content = new Untold(length) });

        Assert.Equal((BodyCompleteness.Whole, length), (response.Completeness, response.Body.Length));
        Assert.Equal(-1, response.Body.Span.IndexOfAnyExcept((byte)'x'));
    }

    [Theory]
    [InlineData(Response.MaxBodyLength + 1)]
    [InlineData(3 * Response.MaxBodyLength)]
    public async Task A_body_of_more_than_a_mebibyte_is_not(int length) =>
        Assert.Equal(BodyCompleteness.TooLong, (await SendAsync(new HttpResponseMessage { Content = new Untold(length) })).Completeness);

    [Theory]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF, (byte)'{' }, "{")]
    [InlineData(new byte[] { 0xEF, 0xBB, 0xBF }, "")]
    [InlineData(new byte[] { (byte)'{' }, "{")]
    public async Task A_byte_order_mark_is_no_part_of_a_body(byte[] body, string expected) =>
        Assert.Equal(expected, System.Text.Encoding.UTF8.GetString((await SendAsync(new HttpResponseMessage { Content = new ByteArrayContent(body) })).Body.Span));

    private async Task<Response> SendAsync(HttpResponseMessage answer, bool hasBody = true)
    {
        using Transport transport = new(new Answering(this, answer), proxies: null, new ManualClock(), Timeout.InfiniteTimeSpan);
        Attempt attempt = await transport.SendAsync(
            hasBody ? HttpMethod.Post : HttpMethod.Get, Address, hasBody ? new RequestBody(default, ApiRequest.Json) : null, authorization: null, credentials: [], CancellationToken.None);
        return attempt.Response!;
    }

    private sealed class Answering(TransportTests test, HttpResponseMessage answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            test._sent = request;
            return Task.FromResult(answer);
        }
    }

    /// <summary>A body whose length no header tells.</summary>
    private sealed class Untold(int length) : HttpContent
    {
        protected override Task<Stream> CreateContentReadStreamAsync() => Task.FromResult<Stream>(new MemoryStream([.. Enumerable.Repeat((byte)'x', length)]));

        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => throw new NotSupportedException();

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
