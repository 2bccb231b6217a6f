using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>The owner of a token, as the API returns it (<c>GET /api/v2/tokens/me</c>).</summary>
/// <param name="OrganizationId">The id of the organization, or null if it was not returned.</param>
/// <param name="OrganizationName">The name of the organization, or null if it was not returned.</param>
/// <param name="ClientName">The name of the OAuth client, or null if it was not returned.</param>
/// <param name="Scopes">The scopes of the token, or null if they were not returned.</param>
internal sealed record TokenOwner(string? OrganizationId, string? OrganizationName, string? ClientName, IReadOnlyList<string>? Scopes)
{
    /// <summary>Reads any response.</summary>
    /// <param name="response">The response.</param>
    /// <returns>The owner, or null if the response contains none.</returns>
    public static TokenOwner? Read(Response response)
    {
        if (response is not { IsSuccess: true, Completeness: BodyCompleteness.Whole })
        {
            return null;
        }

        return LenientJson.Read(response, root =>
        {
            JsonElement organization = root.Member("organization");
            TokenOwner owner = new(Text(organization, "id"), Text(organization, "name"), Text(root.Member("OAuthClient"), "name"), List(root.Member("authorizedScope")));
            return owner is { OrganizationId: null, OrganizationName: null } ? null : owner;
        });

        string? Text(JsonElement holder, string name) => Shown(holder.Member(name));

        IReadOnlyList<string>? List(JsonElement member) => member.ValueKind == JsonValueKind.Array
            ? Array.AsReadOnly(member.EnumerateArray().Select(Shown).OfType<string>().ToArray())
            : null;

        string? Shown(JsonElement value) => value.Text() is { Length: > 0 } text ? Printable.Text(Redaction.Redact(text, response.Credentials)) : null;
    }
}
