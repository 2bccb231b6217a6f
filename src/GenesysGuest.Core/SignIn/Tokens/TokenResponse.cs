using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>The token endpoint's answer as it goes over the network.</summary>
internal sealed class TokenResponse
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
    public static TokenResponse? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, TokenJson.Default.TokenResponse);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
