using System.Text.Json.Serialization;

namespace GenesysGuest.Guests;

/// <summary>A guest to create as it goes over the network.</summary>
/// <param name="Name">The name.</param>
/// <param name="Email">The email address.</param>
/// <param name="CustomAttributes">Further attributes; null: left out.</param>
internal sealed record GuestBody(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("email")] string Email,
    [property: JsonPropertyName("customAttributes"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyDictionary<string, string>? CustomAttributes);
