using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.SignIn.Tokens;

/// <summary>Whose a token is, by the API's own word (<c>GET /api/v2/tokens/me</c>).</summary>
/// <param name="OrganizationId">The organization's id; null: not said.</param>
/// <param name="OrganizationName">The organization's name; null: not said.</param>
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
