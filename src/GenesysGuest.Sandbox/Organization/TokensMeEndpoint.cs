using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Reports which client a token belongs to, and revokes it.</summary>
internal sealed class TokensMeEndpoint(SandboxOptions options, ApiEndpoint api)
{
    public const string Path = "/api/v2/tokens/me";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Delete];

    public Task HandleAsync(HttpContext context) => api.HandleAsync(context, FaultTarget.TokensMe, Methods, token =>
    {
        if (HttpMethods.IsDelete(context.Request.Method))
        {
            token.Expire();
            return (null, null);
        }

        return (Render(token), null);
    });

    private JsonScratch Render(AccessToken token)
    {
        JsonScratch scratch = JsonScratch.Start();
        Utf8JsonWriter json = scratch.Writer;
        json.WriteStartObject();
        foreach (string member in (string[])["organization", "homeOrganization"])
        {
            json.WriteStartObject(member);
            json.WriteString("id"u8, options.OrganizationId);
            json.WriteString("name"u8, options.OrganizationName);
            json.WriteEndObject();
        }

        json.WriteStartArray("authorizedScope"u8);
        foreach (string scope in token.Scopes)
        {
            json.WriteStringValue(scope);
        }

        json.WriteEndArray();
        json.WriteStartObject("OAuthClient"u8);
        json.WriteString("id"u8, token.Client.Id);
        json.WriteString("name"u8, token.Client.Name ?? token.Client.Id);
        json.WriteEndObject();
        json.WriteEndObject();
        return scratch;
    }
}
