using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenesysGuest;

/// <summary>The token endpoint's answer as it goes over the network.</summary>
internal sealed class TokenAnswer
{
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; set; }

    [JsonPropertyName("token_type")]
    public string? TokenType { get; set; }

    [JsonPropertyName("expires_in")]
    [JsonNumberHandling(JsonNumberHandling.AllowReadingFromString)]
    public double? ExpiresIn { get; set; }

    [JsonPropertyName("refresh_token")]
    public string? RefreshToken { get; set; }

    [JsonPropertyName("scope")]
    public string? Scope { get; set; }

    /// <summary>Reads an answer.</summary>
    /// <param name="body">JSON.</param>
    /// <returns>The answer, or null where there is none in it.</returns>
    public static TokenAnswer? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, GenesysJsonContext.Default.TokenAnswer);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
