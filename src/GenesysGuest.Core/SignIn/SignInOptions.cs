namespace GenesysGuest;

/// <summary>Options for the sign-in page, as the vendor's JavaScript SDK sends them.</summary>
public sealed record SignInOptions
{
    /// <summary>The short name of the organization, used with <see cref="Provider"/> to go directly to the page of that provider.</summary>
    public string? Organization { get; init; }

    /// <summary>The identity provider, used with <see cref="Organization"/>: <c>okta</c>, <c>adfs</c>, <c>genesys</c>.</summary>
    public string? Provider { get; init; }

    /// <summary>The expected user: <c>email:organization</c>.</summary>
    public string? LoginHint { get; init; }

    /// <summary>Whether to ask for the password even if a user is already signed in.</summary>
    public bool ForceLogin { get; init; }

    /// <summary>Whether only one of organization and provider is specified.</summary>
    internal bool IsHalf => string.IsNullOrWhiteSpace(Organization) != string.IsNullOrWhiteSpace(Provider);

    /// <summary>Returns the fields of the request.</summary>
    /// <returns>The names and values of the specified options.</returns>
    internal IEnumerable<(string Name, string Value)> Fields()
    {
        (string Name, string? Value)[] fields = [("org", Organization), ("provider", Provider), ("login_hint", LoginHint), ("prompt", ForceLogin ? "login" : null)];
        return from field in fields where !string.IsNullOrWhiteSpace(field.Value) select (field.Name, field.Value!.Trim());
    }
}
