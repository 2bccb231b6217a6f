using System.Globalization;
using System.Text.RegularExpressions;

namespace GenesysGuest.SignIn.Loopback;

/// <summary>A redirect URI on this machine (RFC 8252 §7.3), kept as it was specified, because it must match the registered value exactly.</summary>
internal sealed record LoopbackRedirectUri
{
    public const string IPv4Host = "127.0.0.1";
    public const string IPv6Host = "[::1]";
    public const string LocalHost = "localhost";

    private const int HttpPort = 80;

    // Accepts only what a browser sends back unchanged: no dot segments, and no characters that it would encode.
    private static readonly Regex Form = new(
        @"\Ahttp://(?<host>127\.0\.0\.1|\[::1\]|localhost)(?::(?<port>[0-9]{1,5}))?(?![^?]*/(?:\.|%2e){1,2}(?:[/?]|\z))" +
        @"(?<path>/(?:[a-z0-9._~!$&'()*+,;=:@/-]|%[0-9a-f]{2})*)?(?:\?[!-~-[#]]*)?\z",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        TimeSpan.FromSeconds(1));

    private LoopbackRedirectUri(string text, string host, int port, string path)
    {
        Text = text;
        Host = host;
        Port = port;
        Path = path;
    }

    public string Text { get; }

    public string Host { get; }

    /// <summary>The port. 0 selects a free port.</summary>
    public int Port { get; }

    public string Path { get; }

    public static LoopbackRedirectUri Parse(string text)
    {
        Match match = Form.Match(text);
        Group port = match.Groups["port"];
        int number = port.Success ? int.Parse(port.Value, NumberStyles.None, CultureInfo.InvariantCulture) : HttpPort;
        if (!match.Success || number > ushort.MaxValue)
        {
            throw new SignInException(
                ErrorId.InvalidRedirectUri,
                $"The redirect URI '{Printable.Text(text)}' is not plain http on {IPv4Host}, {IPv6Host}, or {LocalHost}, so no response can be received there.",
                $"Register and use a redirect URI such as {AuthorizationRequest.DefaultRedirectUri}, or sign in in two steps: open the address of an " +
                "authorization request, and then copy back the final address from the browser.") { NextStep = NextStep.SignInInTwoSteps };
        }

        Group path = match.Groups["path"];
        return new(text, match.Groups["host"].Value.ToLowerInvariant(), number, path.Success ? path.Value : "/");
    }

    /// <summary>Returns the same URI with the bound port instead of port 0.</summary>
    public LoopbackRedirectUri WithPort(int port)
    {
        if (port == Port)
        {
            return this;
        }

        Group written = Form.Match(Text).Groups["port"];
        string number = port.ToString(CultureInfo.InvariantCulture);
        return new(Text[..written.Index] + number + Text[(written.Index + written.Length)..], Host, port, Path);
    }

    /// <summary>Whether a <c>Host</c> header matches this authority. Browsers omit the default port of http.</summary>
    public bool IsAuthority(string host)
    {
        string authority = $"{Host}:{Port.ToString(CultureInfo.InvariantCulture)}";
        return string.Equals(host, authority, StringComparison.OrdinalIgnoreCase)
            || (Port == HttpPort && string.Equals(host, Host, StringComparison.OrdinalIgnoreCase));
    }

    public override string ToString() => Text;
}
