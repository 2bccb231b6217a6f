namespace GenesysGuest.Sandbox;

/// <summary>An identifier for looking up a contact.</summary>
/// <param name="Type">The type of the identifier.</param>
/// <param name="Value">Its value.</param>
/// <param name="SourceId">The external source of an external id.</param>
internal sealed record ContactKey(string Type, string Value, string? SourceId)
{
    public const string Email = "Email";

    public const string ExternalId = "ExternalId";

    public static IReadOnlyList<string> Types { get; } =
    [
        Email, "Phone", "Cookie", ExternalId, "SocialLine", "SocialFacebook", "SocialTwitter", "SocialWhatsapp", "SocialInstagram", "AppleOpaqueId",
    ];
}
