namespace GenesysGuest.Sandbox;

/// <summary>Lists of scopes, compared as whole words.</summary>
internal static class Scopes
{
    /// <summary>Reads a list of scopes (RFC 6749 §3.3: separated by single spaces). Returns null if the list is malformed.</summary>
    public static IReadOnlyList<string>? Parse(string? text)
    {
        if (text is null)
        {
            return [];
        }

        string[] scopes = text.Split(' ');
        return scopes.All(scope => scope.Length > 0 && scope.All(letter => letter is >= '!' and <= '~' and not '"' and not '\\'))
            ? [.. scopes.Distinct(StringComparer.Ordinal)]
            : null;
    }

    /// <summary>Returns the scopes that a client is granted for a request, or null if one of the requested scopes is not permitted.</summary>
    public static IReadOnlyList<string>? Grant(SandboxClient client, IReadOnlyList<string> asked, IReadOnlyList<string> withheld)
    {
        if (asked.Except(client.AllowedScopes, StringComparer.Ordinal).Any())
        {
            return null;
        }

        IReadOnlyList<string> granted = asked.Count == 0 && client.ScopesSetOnClient ? client.AllowedScopes : asked;
        return [.. granted.Except(withheld, StringComparer.Ordinal)];
    }
}
