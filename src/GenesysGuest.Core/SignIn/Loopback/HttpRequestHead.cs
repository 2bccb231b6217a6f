using System.Text;

namespace GenesysGuest.SignIn.Loopback;

/// <summary>
/// The head of an HTTP/1 request (RFC 9112 §2–5), parsed byte by byte. The parser is stricter than the RFC requires: the navigation of a browser
/// needs no leniency, and all other requests are rejected.
/// </summary>
internal sealed class HttpRequestHead
{
    public const int MaxRequestLineBytes = 8 * 1024;
    public const int MaxHeaderBytes = 32 * 1024;
    public const int MaxHeaders = 100;

    private const string TokenPunctuation = "!#$%&'*+-.^_`|~";

    private readonly List<byte> _line = new(256);
    private int _size;
    private int _headers;
    private bool _carriageReturn;
    private bool _contentLength;

    public string? Method { get; private set; }

    /// <summary>The path and query, not decoded.</summary>
    public string? Target { get; private set; }

    public string? Host { get; private set; }

    /// <summary>Whether a body follows or may follow.</summary>
    public bool HasBody { get; private set; }

    public bool IsComplete { get; private set; }

    /// <summary>The status to reject the request with, or null.</summary>
    public int? Fault { get; private set; }

    /// <summary>Reads more bytes.</summary>
    /// <param name="bytes">The next bytes.</param>
    /// <returns>True when no more bytes are needed, because of <see cref="IsComplete"/> or a <see cref="Fault"/>. Bytes after the head are ignored.</returns>
    public bool Read(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (IsComplete || Fault is not null)
            {
                break;
            }

            Take(b);
        }

        return IsComplete || Fault is not null;
    }

    private void Take(byte b)
    {
        bool inRequestLine = Method is null;
        if (++_size > (inRequestLine ? MaxRequestLineBytes : MaxHeaderBytes))
        {
            Fault = inRequestLine ? 414 : 431;
        }
        else if (_carriageReturn && b == '\n')
        {
            _carriageReturn = false;
            Fault = inRequestLine ? TakeRequestLine() : TakeHeaderLine();
            _line.Clear();
        }
        else if (_carriageReturn)
        {
            Fault = 400;
        }
        else if (b == '\r')
        {
            _carriageReturn = true;
        }
        else if (b is (< 0x20 and not (byte)'\t') or 0x7f || (inRequestLine && b is (byte)'\t' or >= 0x80))
        {
            // This rejects a TLS hello at its first byte, and a line feed without a carriage return.
            Fault = 400;
        }
        else
        {
            _line.Add(b);
        }
    }

    private int? TakeRequestLine()
    {
        string[] parts = Encoding.ASCII.GetString([.. _line]).Split(' ');
        if (parts.Length != 3 || !IsToken(parts[0]))
        {
            return 400;
        }

        string version = parts[2];
        if (version is not ("HTTP/1.1" or "HTTP/1.0"))
        {
            bool isVersion = version.Length == 8 && version.StartsWith("HTTP/", StringComparison.Ordinal)
                && version[5] is >= '0' and <= '9' && version[6] == '.' && version[7] is >= '0' and <= '9';
            return isVersion ? 505 : 400;
        }

        // Only origin-form (RFC 9112 §3.2.1). The other forms are for proxies and servers.
        string target = parts[1];
        if (target.Length == 0 || target[0] != '/' || target.Contains('#'))
        {
            return 400;
        }

        Method = parts[0];
        Target = target;
        _size = 0;
        return null;
    }

    private int? TakeHeaderLine()
    {
        if (_line.Count == 0)
        {
            IsComplete = Host is not null;
            return IsComplete ? null : 400;
        }

        if (++_headers > MaxHeaders)
        {
            return 431;
        }

        // A folded line (RFC 9112 §5.2) begins with a space, which a header name never does.
        string line = Encoding.ASCII.GetString([.. _line]);
        int colon = line.IndexOf(':');
        if (colon < 0 || !IsToken(line[..colon]))
        {
            return 400;
        }

        string value = line[(colon + 1)..].Trim(' ', '\t');
        switch (line[..colon].ToLowerInvariant())
        {
            case "host" when Host is null:
                Host = value;
                return null;
            case "content-length" when !_contentLength:
                _contentLength = true;
                HasBody |= !string.Equals(value, "0", StringComparison.Ordinal);
                return null;
            case "transfer-encoding":
                HasBody = true;
                return null;
            case "host" or "content-length":
                return 400;
            default:
                return null;
        }
    }

    private static bool IsToken(string text) =>
        text.Length > 0 && text.All(c => c is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') || TokenPunctuation.Contains(c));
}
