namespace GenesysGuest.Sandbox;

/// <summary>Lists of scopes, compared as whole words.</summary>
internal static class Scopes
{
    /// <summary>Reads a list of scopes (RFC 6749 §3.3: separated by single spaces). Null if it is not such a list.</summary>
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

    /// <summary>What a client is granted that asks for <paramref name="asked"/>. Null if it may not have all of it.</summary>
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
