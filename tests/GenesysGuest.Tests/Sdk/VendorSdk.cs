using GenesysGuest.Tests.Modules;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Sdk;

/// <summary>The vendor's own SDK for JavaScript, a peer that nobody here wrote, in the version that the lock file pins.</summary>
internal static class VendorSdk
{
    private static readonly NpmFolder Npm = new(Repository.PathTo("tests/GenesysGuest.Sdk"), "the vendor's SDK");

    /// <summary>Where it is installed, with the scripts that use it.</summary>
    public static string Folder => Npm.Path;

    /// <summary>The SDK as a browser loads it: one file.</summary>
    public static string BrowserBundle { get; } = Path.Combine(Folder, "node_modules/purecloud-platform-client-v2/dist/web-cjs/purecloud-platform-client-v2.min.js");

    /// <summary>Why it cannot be used; null: it can.</summary>
    public static string? Missing => Npm.Missing;
}
