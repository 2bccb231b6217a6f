namespace GenesysGuest;

/// <summary>What the sign-in page is told about who signs in, as the vendor's JavaScript SDK tells it.</summary>
public sealed record SignInOptions
{
    /// <summary>The organization's short name, with <see cref="Provider"/>: the page of that provider comes at once.</summary>
    public string? Organization { get; init; }

    /// <summary>The identity provider, with <see cref="Organization"/>: <c>okta</c>, <c>adfs</c>, <c>genesys</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>Who probably signs in: <c>email:organization</c>.</summary>
    public string? LoginHint { get; init; }

    /// <summary>Whether to ask for the password although somebody is signed in.</summary>
    public bool ForceLogin { get; init; }

    /// <summary>Whether only one of organization and provider was given.</summary>
    internal bool IsHalf => string.IsNullOrWhiteSpace(Organization) != string.IsNullOrWhiteSpace(Provider);

    /// <summary>The fields of the request.</summary>
    /// <returns>Names and values, for those that were given.</returns>
    internal IEnumerable<(string Name, string Value)> Fields()
    {
        (string Name, string? Value)[] fields = [("org", Organization), ("provider", Provider), ("login_hint", LoginHint), ("prompt", ForceLogin ? "login" : null)];
        return from field in fields where !string.IsNullOrWhiteSpace(field.Value) select (field.Name, field.Value!.Trim());
    }
}
