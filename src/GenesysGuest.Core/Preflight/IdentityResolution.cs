using System.Text.Json;
using GenesysGuest.Http;

namespace GenesysGuest.Preflight;

/// <summary>Whether a Messenger deployment recognizes known visitors.</summary>
/// <param name="ResolvesIdentities">Whether it looks for the contact of an authenticated visitor.</param>
/// <param name="ExternalSourceId">By which external source; null: by none.</param>
internal sealed record IdentityResolution(bool ResolvesIdentities, string? ExternalSourceId)
{
    /// <summary>Reads an answer, whatever it turns out to be.</summary>
    /// <param name="response">The answer.</param>
    /// <returns>What it says; null: nothing of it.</returns>
    public static IdentityResolution? Read(Response response) => response is { IsSuccess: true, Completeness: BodyCompleteness.Whole }
        ? LenientJson.Read(response, static root => root.Member("resolveIdentities").ValueKind is JsonValueKind.True or JsonValueKind.False
            ? new IdentityResolution(root.IsTrue("resolveIdentities"), root.Member("externalSource").Text("id") is { } id ? Printable.Text(id) : null)
            : null)
        : null;
}
