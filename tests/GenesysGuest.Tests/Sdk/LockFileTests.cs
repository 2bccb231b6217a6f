using System.Text.Json;
using GenesysGuest.Tests.Modules;

namespace GenesysGuest.Tests.Sdk;

/// <summary>What npm installs is what was looked at, wherever it comes from.</summary>
public sealed class LockFileTests
{
    private const string Sdk = "tests/GenesysGuest.Sdk";
    private const string OAuthPeer = "tests/GenesysGuest.OAuthPeer";

    [Theory]
    [InlineData(Sdk, "purecloud-platform-client-v2")]
    [InlineData(OAuthPeer, "oidc-provider")]
    public void One_version_of_the_peer_is_asked_for_and_locked(string folder, string name)
    {
        JsonElement asked = JsonElement.Parse(Repository.Read($"{folder}/package.json")).GetProperty("dependencies");

        JsonProperty peer = Assert.Single(asked.EnumerateObject());
        Assert.Equal(name, peer.Name);
        Assert.Matches(@"^\d+\.\d+\.\d+$", peer.Value.GetString());
        Assert.Equal(peer.Value.GetString(), PackagesOf(folder).GetProperty($"node_modules/{name}").GetProperty("version").GetString());
    }

    [Theory]
    [InlineData(Sdk)]
    [InlineData(OAuthPeer)]
    public void Every_package_is_locked_by_its_hash_and_none_by_an_address(string folder) => Assert.All(
        PackagesOf(folder).EnumerateObject().Where(package => package.Name.Length > 0),
        package =>
        {
            Assert.StartsWith("sha512-", package.Value.GetProperty("integrity").GetString(), StringComparison.Ordinal);
            Assert.False(package.Value.TryGetProperty("resolved", out _), $"{package.Name} has an address.");
        });

    private static JsonElement PackagesOf(string folder) => JsonElement.Parse(Repository.Read($"{folder}/package-lock.json")).GetProperty("packages");
}
