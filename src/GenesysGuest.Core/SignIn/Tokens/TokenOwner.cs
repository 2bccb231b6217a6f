using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>Whose a token is, by the API's own word (<c>GET /api/v2/tokens/me</c>).</summary>
/// <param name="OrganizationId">The organisation's id; null: not said.</param>
/// <param name="OrganizationName">The organisation's name; null: not said.</param>
/// <param name="ClientName">The OAuth client's name; null: not said.</param>
/// <param name="Scopes">What the token may do; null: not said.</param>
internal sealed record TokenOwner(string? OrganizationId, string? OrganizationName, string? ClientName, IReadOnlyList<string>? Scopes)
{
    /// <summary>Reads an answer, whatever it turns out to be.</summary>
    /// <param name="response">The answer.</param>
    /// <returns>The owner; null: the answer names none.</returns>
    public static TokenOwner? Read(Response response)
    {
        if (response is not { IsSuccess: true, Completeness: BodyCompleteness.Whole })
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(response.Body);
            JsonElement root = document.RootElement;
            JsonElement organization = Member(root, "organization");
            JsonElement client = Member(root, "OAuthClient");
            TokenOwner owner = new(Text(organization, "id"), Text(organization, "name"), Text(client, "name"), List(Member(root, "authorizedScope")));
            return owner is { OrganizationId: null, OrganizationName: null } ? null : owner;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null; // a gateway's page, or text that is none
        }

        string? Text(JsonElement holder, string name) => Shown(Member(holder, name));

        IReadOnlyList<string>? List(JsonElement member) => member.ValueKind == JsonValueKind.Array
            ? Array.AsReadOnly(member.EnumerateArray().Select(Shown).OfType<string>().ToArray())
            : null;

        string? Shown(JsonElement value) => value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? Printable.Text(Redaction.Redact(text, response.Credentials))
            : null;
    }

    private static JsonElement Member(JsonElement holder, string name) =>
        holder.ValueKind == JsonValueKind.Object && holder.TryGetProperty(name, out JsonElement member) ? member : default;
}
