using System.Globalization;
using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>The JSON of the token endpoint. A member of an unexpected type is ignored, so that the token is not lost. The code or refresh token for it was already used up.</summary>
/// <param name="AccessToken"><c>access_token</c>: a secret.</param>
/// <param name="TokenType"><c>token_type</c>.</param>
/// <param name="ExpiresIn"><c>expires_in</c>, in seconds: any number, even an unrealistic one.</param>
/// <param name="RefreshToken"><c>refresh_token</c>: a secret.</param>
/// <param name="Scope"><c>scope</c>.</param>
/// <param name="HoldsError">Whether there is an <c>error</c> member.</param>
internal sealed record TokenResponse(string? AccessToken, string? TokenType, double? ExpiresIn, string? RefreshToken, string? Scope, bool HoldsError)
{
    // The token must be found even if another member is nested extremely deeply.
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = Response.MaxBodyLength };

    /// <summary>Reads a response.</summary>
    /// <param name="body">JSON.</param>
    /// <returns>The response, or null if the JSON is not a response.</returns>
    public static TokenResponse? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(body, Options);
            return document.RootElement.ValueKind == JsonValueKind.Object ? Read(document.RootElement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => "***";

    private static TokenResponse Read(JsonElement root)
    {
        string? accessToken = null, tokenType = null, refreshToken = null, scope = null, error = null;
        double? expiresIn = null;
        foreach ((string name, JsonElement value) in root.Members())
        {
            switch (name)
            {
                case "access_token":
                    accessToken = value.Text() ?? accessToken;
                    break;
                case "token_type":
                    tokenType = value.Text() ?? tokenType;
                    break;
                case "expires_in":
                    expiresIn = NumberOf(value) ?? expiresIn;
                    break;
                case "refresh_token":
                    refreshToken = value.Text() ?? refreshToken;
                    break;
                case "scope":
                    scope = value.Text() ?? scope;
                    break;
                case "error":
                    error = value.Text() ?? error;
                    break;
            }
        }

        return new(accessToken, tokenType, expiresIn, refreshToken, scope, error is { Length: > 0 });
    }

    private static double? NumberOf(JsonElement value)
    {
        string? digits = value.ValueKind == JsonValueKind.Number ? value.GetRawText() : value.Text();
        return double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) ? number : null;
    }
}
