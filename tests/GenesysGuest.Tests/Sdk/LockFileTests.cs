using System.Text.Json;
using GenesysGuest.Tests.Modules;

namespace GenesysGuest.Tests.Sdk;

/// <summary>What npm installs is what was looked at, wherever it comes from.</summary>
public sealed class LockFileTests
{
    private static readonly JsonElement Packages = JsonElement.Parse(Repository.Read("tests/GenesysGuest.Sdk/package-lock.json")).GetProperty("packages");

    [Fact]
    public void One_version_of_the_SDK_is_asked_for_and_locked()
    {
        JsonElement asked = JsonElement.Parse(Repository.Read("tests/GenesysGuest.Sdk/package.json")).GetProperty("dependencies");

        string version = Assert.Single(asked.EnumerateObject()).Value.GetString()!;
        Assert.Matches(@"^\d+\.\d+\.\d+$", version);
        Assert.Equal(version, Packages.GetProperty("node_modules/purecloud-platform-client-v2").GetProperty("version").GetString());
    }

    [Fact]
    public void Every_package_is_locked_by_its_hash_and_none_by_an_address() => Assert.All(
        Packages.EnumerateObject().Where(package => package.Name.Length > 0),
        package =>
        {
            Assert.StartsWith("sha512-", package.Value.GetProperty("integrity").GetString(), StringComparison.Ordinal);
            Assert.False(package.Value.TryGetProperty("resolved", out _), $"{package.Name} has an address.");
        });
}
