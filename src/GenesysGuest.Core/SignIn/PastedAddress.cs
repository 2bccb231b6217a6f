namespace GenesysGuest.SignIn;

/// <summary>An address that a user pasted: from an email, from a terminal with line breaks, from the source of a page, or from a browser that displays it differently.</summary>
internal static class PastedAddress
{
    private static readonly char[] LineEnds = ['\r', '\n', '\u2028', '\u2029'];

    private static readonly char[] Wrapping =
        [' ', '\t', '\u00a0', '\ufeff', '\u200b', '"', '\'', '`', '<', '>', '\u201c', '\u201d', '\u201e', '\u2018', '\u2019', '\u00ab', '\u00bb'];

    /// <summary>Removes surrounding characters, joins lines, and decodes HTML.</summary>
    /// <param name="text">The pasted text.</param>
    /// <returns>The address.</returns>
    public static string Clean(string? text) => string
        .Concat((text ?? "").Split(LineEnds).Select(line => line.Trim()))
        .Trim(Wrapping)
        .Replace("&amp;", "&");

    /// <summary>Whether an address, up to its query, is the registered one.</summary>
    /// <param name="shown">The address as the browser shows it: the host in lower case, no default port, a slash for an empty path. Possibly without its scheme, or with https, which some browsers try first.</param>
    /// <param name="registered">The registered address.</param>
    /// <returns>True if it is the registered address.</returns>
    public static bool IsSame(string shown, string registered)
    {
        int schemeEnd = registered.IndexOf("://", StringComparison.Ordinal);
        string? scheme = schemeEnd < 0 ? null : registered[..schemeEnd];
        return AreEqual(shown, registered)
            || (scheme is not null && !shown.Contains("://", StringComparison.Ordinal) && AreEqual($"{scheme}://{shown}", registered))
            || (string.Equals(scheme, "http", StringComparison.OrdinalIgnoreCase) && shown.StartsWith("https://", StringComparison.OrdinalIgnoreCase)
                && AreEqual($"http{shown["https".Length..]}", registered));
    }

    private static bool AreEqual(string shown, string registered) =>
        string.Equals(shown, registered, StringComparison.Ordinal)
        || (Uri.TryCreate(shown, UriKind.Absolute, out Uri? left)
            && left.UserInfo.Length == 0
            && Uri.TryCreate(registered, UriKind.Absolute, out Uri? right)
            && string.Equals(left.AbsoluteUri, right.AbsoluteUri, StringComparison.Ordinal));
}
