using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Reports whether a Messenger deployment looks up the contact of an authenticated visitor, and with which external source.</summary>
internal sealed class IdentityResolutionEndpoint(SandboxOptions options, ApiEndpoint api)
{
    private const string Prefix = "/api/v2/webdeployments/deployments/";
    private const string Suffix = "/identityresolution";

    private static readonly string[] Methods = [HttpMethods.Get];

    public static bool Is(string path) =>
        path.StartsWith(Prefix, StringComparison.Ordinal) && path.EndsWith(Suffix, StringComparison.Ordinal) && path.Length > Prefix.Length + Suffix.Length;

    public Task HandleAsync(HttpContext context) => api.HandleAsync(context, FaultTarget.IdentityResolution, Methods, token =>
    {
        string id = context.Request.Path.Value![Prefix.Length..^Suffix.Length];
        SandboxDeployment? deployment = options.Deployments.FirstOrDefault(deployment => string.Equals(deployment.Id, id, StringComparison.OrdinalIgnoreCase));
        return !token.Client.HasPermission ? (null, ApiError.Missing("webDeployments:identityResolution:view"))
            : deployment is null ? (null, ApiError.NotFound)
            : (Render(deployment), null);
    });

    private static JsonScratch Render(SandboxDeployment deployment)
    {
        JsonScratch scratch = JsonScratch.Start();
        Utf8JsonWriter json = scratch.Writer;
        json.WriteStartObject();
        json.WriteStartObject("division"u8);
        json.WriteString("id"u8, "c0ffee00-0000-4000-8000-000000000001"u8);
        json.WriteString("name"u8, "Home"u8);
        json.WriteEndObject();
        json.WriteBoolean("resolveIdentities"u8, deployment.ResolvesIdentities);
        if (deployment.ExternalSourceId is not null)
        {
            json.WriteStartObject("externalSource"u8);
            json.WriteString("id"u8, deployment.ExternalSourceId);
            json.WriteEndObject();
        }

        json.WriteStartObject("automerge"u8);
        json.WriteBoolean("authenticatedWebMessaging"u8, true);
        json.WriteBoolean("webTracking"u8, false);
        json.WriteEndObject();
        json.WriteEndObject();
        return scratch;
    }
}
