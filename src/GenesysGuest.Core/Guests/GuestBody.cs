using System.Text.Json.Serialization;

namespace GenesysGuest.Guests;

/// <summary>The request body that creates a guest.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The email address.</param>
/// <param name="CustomAttributes">Additional attributes, or null to omit them.</param>
internal sealed record GuestBody(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("email")] string Email,
    [property: JsonPropertyName("customAttributes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? CustomAttributes);
