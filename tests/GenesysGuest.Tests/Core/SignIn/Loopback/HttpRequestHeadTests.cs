using System.Text;
using GenesysGuest.SignIn.Loopback;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

public sealed class HttpRequestHeadTests
{
    private const string Valid = "GET /callback?code=a&state=b HTTP/1.1\r\nHost: 127.0.0.1:8765\r\nAccept: text/html\r\nX-Empty:\r\n\r\n";

    [Fact]
    public void A_browsers_request_is_read()
    {
        HttpRequestHead head = Read(Valid);

        Assert.True(head.IsComplete);
        Assert.Null(head.Fault);
        Assert.Equal("GET", head.Method);
        Assert.Equal("/callback?code=a&state=b", head.Target);
        Assert.Equal("127.0.0.1:8765", head.Host);
        Assert.False(head.HasBody);
    }

    [Fact]
    public void It_makes_no_difference_where_the_request_is_split()
    {
        byte[] bytes = Encoding.ASCII.GetBytes(Valid);
        for (int first = 0; first < bytes.Length; first++)
        {
            for (int second = first; second < bytes.Length; second++)
            {
                HttpRequestHead head = new();
                Assert.False(head.Read(bytes.AsSpan(..first)));
                Assert.False(head.Read(bytes.AsSpan(first..second)));
                Assert.True(head.Read(bytes.AsSpan(second..)));
                Assert.True(head.IsComplete);
                Assert.Equal("/callback?code=a&state=b", head.Target);
            }
        }
    }

    [Fact]
    public void A_head_that_is_cut_off_anywhere_is_never_complete()
    {
        for (int length = 0; length < Valid.Length; length++)
        {
            HttpRequestHead head = Read(Valid[..length]);
            Assert.False(head.IsComplete);
            Assert.Null(head.Fault);
        }
    }

    [Fact]
    public void What_follows_the_head_is_not_looked_at() => Assert.True(Read(Valid + "\0\0 anything").IsComplete);

    [Theory]
    [InlineData("\r\n" + Valid)]
    [InlineData("GET  / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1 \r\nHost: a\r\n\r\n")]
    [InlineData(" GET / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("G\u00cbT / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("G(T / HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /\t HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / http/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET /\u0080 HTTP/1.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/a.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.a\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/ .1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP//.1\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.10\r\nHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/11\r\nHost: a\r\n\r\n")]
    public void A_request_line_that_is_none_is_refused(string text) => Assert.Equal(400, Read(text).Fault);

    [Theory]
    [InlineData("http://127.0.0.1:8765/callback?code=a")]
    [InlineData("127.0.0.1:8765")]
    [InlineData("*")]
    [InlineData("callback")]
    [InlineData("/callback#code=a")]
    public void Only_a_target_in_origin_form_is_taken(string target) => Assert.Equal(400, Read($"GET {target} HTTP/1.1\r\nHost: a\r\n\r\n").Fault);

    [Theory]
    [InlineData("HTTP/2.0")]
    [InlineData("HTTP/0.9")]
    [InlineData("HTTP/1.2")]
    [InlineData("HTTP/9.9")]
    public void Another_version_is_named_as_such(string version) => Assert.Equal(505, Read($"GET / {version}\r\nHost: a\r\n\r\n").Fault);

    [Fact]
    public void The_preface_of_HTTP_2_is_another_version() => Assert.Equal(505, Read("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n").Fault);

    [Fact]
    public void HTTP_1_0_is_spoken() => Assert.True(Read("GET / HTTP/1.0\r\nHost: a\r\n\r\n").IsComplete);

    [Theory]
    [InlineData("GET / HTTP/1.1\nHost: a\n\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\n\r\n")]
    [InlineData("GET / HTTP/1.1\rHost: a\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n")]
    public void Lines_end_with_carriage_return_and_line_feed(string text) => Assert.Equal(400, Read(text).Fault);

    [Theory]
    [InlineData("X: a\r\n folded")]
    [InlineData("X: a\r\n\tfolded")]
    [InlineData(" X: a")]
    [InlineData("X : a")]
    [InlineData(": a")]
    [InlineData("no colon")]
    [InlineData("X\u00e9: a")]
    [InlineData("X(: a")]
    [InlineData("X: a\0b")]
    [InlineData("X: a\u001bb")]
    [InlineData("X: a\u007f")]
    public void A_malformed_header_is_refused(string header) => Assert.Equal(400, Read($"GET / HTTP/1.1\r\nHost: a\r\n{header}\r\n\r\n").Fault);

    [Theory]
    [InlineData("AZ")]
    [InlineData("az")]
    [InlineData("09")]
    [InlineData("!#$%&'*+-.^_`|~")]
    public void A_name_has_letters_digits_and_a_few_signs(string name) => Assert.True(Read($"{name} / HTTP/1.1\r\nHost: a\r\n{name}: a\r\n\r\n").IsComplete);

    [Theory]
    [InlineData("@")]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("/")]
    [InlineData("\"")]
    public void A_name_has_no_other_sign(string name) => Assert.Equal(400, Read($"GET / HTTP/1.1\r\nHost: a\r\n{name}: a\r\n\r\n").Fault);

    [Fact]
    public void A_cookie_may_have_any_printable_bytes() => Assert.True(Read("GET / HTTP/1.1\r\nHost: a\r\nCookie: \u00fc=\t\u00ff\r\n\r\n").IsComplete);

    [Theory]
    [InlineData("")]
    [InlineData("Host: a\r\nHost: a\r\n")]
    [InlineData("Host: a\r\nhOST: b\r\n")]
    public void There_is_exactly_one_host(string headers) => Assert.Equal(400, Read($"GET / HTTP/1.1\r\n{headers}\r\n").Fault);

    [Theory]
    [InlineData("Content-Length: 1", true)]
    [InlineData("content-length: 00", true)]
    [InlineData("Content-Length: +0", true)]
    [InlineData("Content-Length: 0, 0", true)]
    [InlineData("Content-Length:", true)]
    [InlineData("Transfer-Encoding: chunked", true)]
    [InlineData("transfer-encoding: identity", true)]
    [InlineData("Content-Length: 0", false)]
    [InlineData("Content-Type: text/plain", false)]
    public void A_body_is_noticed(string header, bool hasBody)
    {
        HttpRequestHead head = Read($"GET / HTTP/1.1\r\nHost: a\r\n{header}\r\n\r\n");

        Assert.True(head.IsComplete);
        Assert.Equal(hasBody, head.HasBody);
    }

    [Fact]
    public void Two_content_lengths_are_refused() =>
        Assert.Equal(400, Read("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\nContent-Length: 0\r\n\r\n").Fault);

    [Fact]
    public void A_request_line_has_a_largest_size()
    {
        string Line(int bytes) => $"GET /{new string('a', bytes - "GET / HTTP/1.1\r\n".Length)} HTTP/1.1\r\nHost: a\r\n\r\n";

        Assert.True(Read(Line(HttpRequestHead.MaxRequestLineBytes)).IsComplete);
        Assert.Equal(414, Read(Line(HttpRequestHead.MaxRequestLineBytes + 1)).Fault);
        Assert.Equal(414, Read(new string('a', HttpRequestHead.MaxRequestLineBytes + 1)).Fault);
    }

    [Fact]
    public void Headers_have_a_largest_size()
    {
        string Head(int bytes) => $"GET / HTTP/1.1\r\nHost: a\r\nX: {new string('a', bytes - "Host: a\r\nX: \r\n\r\n".Length)}\r\n\r\n";

        Assert.True(Read(Head(HttpRequestHead.MaxHeaderBytes)).IsComplete);
        Assert.Equal(431, Read(Head(HttpRequestHead.MaxHeaderBytes + 1)).Fault);
    }

    [Fact]
    public void There_are_only_so_many_headers()
    {
        string Head(int count) => $"GET / HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Repeat("X: a\r\n", count - 1))}\r\n";

        Assert.True(Read(Head(HttpRequestHead.MaxHeaders)).IsComplete);
        Assert.Equal(431, Read(Head(HttpRequestHead.MaxHeaders + 1)).Fault);
    }

    [Fact]
    public void A_TLS_hello_is_refused_at_its_first_byte() => Assert.Equal(400, Read("\u0016").Fault);

    private static HttpRequestHead Read(string text)
    {
        HttpRequestHead head = new();
        head.Read(Encoding.Latin1.GetBytes(text));
        return head;
    }
}
