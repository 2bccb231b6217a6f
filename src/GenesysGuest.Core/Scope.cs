namespace GenesysGuest;

/// <summary>OAuth scopes: words separated by spaces, or by commas where a server does so, compared as whole words and case-sensitively (RFC 6749 §3.3).</summary>
public static class Scope
{
    /// <summary>Creating Web Messaging guests.</summary>
    public const string GuestCreate = "webmessaging:guest:create";

    /// <summary>Writing external users; a token without it is of no use here.</summary>
    public const string ExternalUsersWrite = "externalusers:write";

    /// <summary>Reading and writing External Contacts.</summary>
    public const string ExternalContacts = "external-contacts";

    /// <summary>What is asked for when nothing else is said.</summary>
    public static IReadOnlyList<string> Default { get; } = Array.AsReadOnly([GuestCreate, ExternalUsersWrite]);

    /// <summary>Takes a scope value apart.</summary>
    /// <param name="value">Words separated by spaces or commas; null is no word.</param>
    /// <returns>The words, each once, in their order.</returns>
    public static IReadOnlyList<string> Split(string? value) =>
        Array.AsReadOnly([.. (value ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries).Distinct(StringComparer.Ordinal)]);
}
