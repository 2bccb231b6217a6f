namespace GenesysGuest;

/// <summary>OAuth scopes: words separated by spaces, or by commas on some servers. Whole words are compared, and case matters (RFC 6749 §3.3).</summary>
public static class Scope
{
    /// <summary>Allows creating Web Messaging guests.</summary>
    public const string GuestCreate = "webmessaging:guest:create";

    /// <summary>Allows writing external users. The library cannot use a token without this scope.</summary>
    public const string ExternalUsersWrite = "externalusers:write";

    /// <summary>Allows reading and writing External Contacts.</summary>
    public const string ExternalContacts = "external-contacts";

    /// <summary>The scopes that are requested by default.</summary>
    public static IReadOnlyList<string> Default { get; } = Array.AsReadOnly([GuestCreate, ExternalUsersWrite]);

    /// <summary>Splits a scope value.</summary>
    /// <param name="value">Words separated by spaces or commas, or null.</param>
    /// <returns>The distinct words in their original order.</returns>
    public static IReadOnlyList<string> Split(string? value) =>
        Array.AsReadOnly([.. (value ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)]);
}
