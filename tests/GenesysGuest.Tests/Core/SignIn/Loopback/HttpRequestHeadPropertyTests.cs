using System.Text;
using CsCheck;
using GenesysGuest.SignIn.Loopback;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>Whatever bytes a peer sends: a head as it was written, or a refusal, within bounds.</summary>
public sealed class HttpRequestHeadPropertyTests
{
    private const int LongestHead = HttpRequestHead.MaxRequestLineBytes + HttpRequestHead.MaxHeaderBytes;

    private static readonly Gen<string> Token = Outside.Of(Gen.Char["ABCXYZabcxyz019!#$%&'*+-.^_`|~"], 1, 12);

    private static readonly Gen<string> Target = Outside.Of(Gen.Char['!', '~'].Where(c => c != '#'), 0, 60).Select(rest => $"/{rest}");

    private static readonly Gen<string> Value = Outside.Of(Gen.OneOf(Gen.Char[' ', '~'], Gen.Char['\u0080', '\u00ff'], Gen.Const('\t')), 0, 30);

    private static readonly Gen<string> Header = Gen.Select(
        Token.Where(name => name.ToUpperInvariant() is not ("HOST" or "CONTENT-LENGTH" or "TRANSFER-ENCODING")), Value, (name, value) => $"{name}:{value}");

    private static readonly Gen<(string Method, string Target, string Host, byte[] Bytes)> Valid = Gen.Select(
        Token, Target, Outside.Of(Gen.Char['!', '~'], 0, 20), Header.Array[0, 6], Gen.OneOf("1.0", "1.1")).SelectMany((method, target, host, headers, version) =>
            Gen.Shuffle((string[])[$"hOsT: \t{host} ", .. headers]).Select(lines =>
                (method, target, host, Encoding.Latin1.GetBytes($"{method} {target} HTTP/{version}\r\n{string.Join("\r\n", lines)}\r\n\r\n"))));

    private static readonly Gen<byte[]> Mutated = Outside.Mutated(Gen.OneOf(
        Valid.Select(valid => valid.Bytes),
        Gen.OneOf(
            "GET /callback?code=a&state=b HTTP/1.1\r\nHost: 127.0.0.1:8765\r\nContent-Length: 0\r\nTransfer-Encoding: chunked\r\n\r\n",
            "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "GET / HTTP/1.2\r\nHost: a\r\n folded\r\n\r\n").Select(Encoding.Latin1.GetBytes)));

    [Fact]
    public void A_well_formed_head_is_read_as_it_was_written_whatever_follows_it() => Gen.Select(Valid, Outside.Bytes).Sample(
        (valid, after) =>
        {
            HttpRequestHead head = Read([.. valid.Bytes, .. after]);

            Assert.Equal((true, null, valid.Method, valid.Target, valid.Host, false), (head.IsComplete, head.Fault, head.Method, head.Target, head.Host, head.HasBody));
        },
        iter: 3000);

    [Fact]
    public void A_well_formed_head_that_is_cut_is_neither_complete_nor_at_fault() => Gen.Select(Valid, Gen.Double.Unit).Sample(
        (valid, part) =>
        {
            HttpRequestHead head = Read(valid.Bytes[..(int)(part * valid.Bytes.Length)]);

            Assert.Equal((false, null), (head.IsComplete, head.Fault));
        },
        iter: 2000);

    [Fact]
    public void Any_bytes_are_read_in_the_same_way_wherever_they_are_split() => Gen.Select(Mutated, Gen.Int[1, 40].Array[1, 5]).Sample(
        (bytes, lengths) =>
        {
            HttpRequestHead pieces = new();
            bool isEnough = false;
            for (int at = 0, piece = 0; at < bytes.Length; at += lengths[piece++ % lengths.Length])
            {
                isEnough = pieces.Read(bytes.AsSpan(at, Math.Min(lengths[piece % lengths.Length], bytes.Length - at)));
            }

            HttpRequestHead whole = Read(bytes);
            Assert.Equal(isEnough, whole.IsComplete || whole.Fault is not null);
            Assert.Equal(Parts(whole), Parts(pieces));
        },
        iter: 3000);

    [Fact]
    public void Any_bytes_are_a_head_that_means_the_same_when_written_again_or_a_fault_that_has_a_page_or_not_enough() => Mutated.Sample(
        bytes =>
        {
            HttpRequestHead head = Read(bytes);

            if (head.Fault is { } fault)
            {
                Assert.False(head.IsComplete);
                Assert.Equal(fault, CallbackPage.For(fault).Status);
            }
            else if (head.IsComplete)
            {
                Assert.StartsWith("/", head.Target, StringComparison.Ordinal);
                Assert.DoesNotContain(head.Target!, c => c is <= ' ' or '#' or >= '\x7f');
                Assert.DoesNotContain(head.Host!, c => c is (< ' ' and not '\t') or >= '\x7f');
                HttpRequestHead again = Read(Encoding.ASCII.GetBytes($"{head.Method} {head.Target} HTTP/1.1\r\nHost: {head.Host}\r\n\r\n"));
                Assert.Equal((true, head.Method, head.Target, head.Host), (again.IsComplete, again.Method, again.Target, again.Host));
            }
        },
        iter: 5000);

    [Fact]
    public void No_bytes_are_read_without_end() => Gen.Select(Mutated, Gen.OneOf(Outside.Bytes, Header.Select(line => Encoding.Latin1.GetBytes($"{line}\r\n"))).Where(bytes => bytes.Length > 0)).Sample(
        (start, repeated) =>
        {
            HttpRequestHead head = new();
            bool isEnough = head.Read(start);
            for (int read = 0; read <= LongestHead && !isEnough; read += repeated.Length)
            {
                isEnough = head.Read(repeated);
            }

            Assert.True(isEnough);
        },
        iter: 300);

    private static (bool IsComplete, int? Fault, string? Method, string? Target, string? Host, bool HasBody) Parts(HttpRequestHead head) =>
        (head.IsComplete, head.Fault, head.Method, head.Target, head.Host, head.HasBody);

    private static HttpRequestHead Read(byte[] bytes)
    {
        HttpRequestHead head = new();
        head.Read(bytes);
        return head;
    }
}
