using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Preflight;

/// <summary>Whether a Messenger deployment recognises known visitors.</summary>
/// <param name="ResolvesIdentities">Whether it looks for the contact of an authenticated visitor.</param>
/// <param name="ExternalSourceId">By which external source; null: by none.</param>
internal sealed record IdentityResolution(bool ResolvesIdentities, string? ExternalSourceId)
{
    /// <summary>Reads an answer, whatever it turns out to be.</summary>
    /// <param name="response">The answer.</param>
    /// <returns>What it says; null: nothing of it.</returns>
    public static IdentityResolution? Read(Response response)
    {
        if (response is not { IsSuccess: true, Completeness: BodyCompleteness.Whole })
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(response.Body);
            JsonElement root = document.RootElement;
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("resolveIdentities", out JsonElement resolves) && resolves.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? new(resolves.GetBoolean(), Source(root))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Source(JsonElement root) =>
        root.TryGetProperty("externalSource", out JsonElement source) && source.ValueKind == JsonValueKind.Object
        && source.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String
            ? Printable.Text(id.GetString() ?? "")
            : null;
}
