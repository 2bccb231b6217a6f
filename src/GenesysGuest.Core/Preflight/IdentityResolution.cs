using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Preflight;

/// <summary>Whether a Messenger deployment recognizes known visitors.</summary>
/// <param name="ResolvesIdentities">Whether the deployment looks up the contact of an authenticated visitor.</param>
/// <param name="ExternalSourceId">The id of the external source for the lookup, or null for none.</param>
internal sealed record IdentityResolution(bool ResolvesIdentities, string? ExternalSourceId)
{
    /// <summary>Reads any response.</summary>
    /// <param name="response">The response.</param>
    /// <returns>The setting, or null if the response does not contain it.</returns>
    public static IdentityResolution? Read(Response response) => response is { IsSuccess: true, Completeness: BodyCompleteness.Whole }
        ? LenientJson.Read(response, static root => root.Member("resolveIdentities").ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new IdentityResolution(root.IsTrue("resolveIdentities"), root.Member("externalSource").Text("id") is { } id ? Printable.Text(id) : null)
            : null)
        : null;
}
