namespace GenesysGuest.Tests.Modules;

/// <summary>What users get: only what is needed, with the guides, and with symbols and XML documentation of what is ours.</summary>
public sealed class ShippedFilesTests
{
    private static readonly string[] Files =
    [
        "CHANGELOG.md",
        "GenesysGuest.Format.ps1xml",
        "GenesysGuest.Types.ps1xml",
        "GenesysGuest.psd1",
        "GenesysGuest.psm1",
        "LICENSE",
        "README.md",
        "SECURITY.md",
        "THIRD-PARTY-NOTICES.txt",
        .. Guides(),
        "en-US/GenesysGuest.dll-Help.xml",
        "en-US/about_GenesysGuest.help.txt",
        "en-US/about_GenesysGuest_Runbooks.help.txt",
        .. Ours("net8.0"),
        "net8.0/lib/Polly.Core.dll",
        .. Ours("netstandard2.0"),
        "netstandard2.0/lib/Microsoft.Bcl.AsyncInterfaces.dll",
        "netstandard2.0/lib/Microsoft.Bcl.TimeProvider.dll",
        "netstandard2.0/lib/Polly.Core.dll",
        "netstandard2.0/lib/System.Buffers.dll",
        "netstandard2.0/lib/System.ComponentModel.Annotations.dll",
        "netstandard2.0/lib/System.IO.Pipelines.dll",
        "netstandard2.0/lib/System.Memory.dll",
        "netstandard2.0/lib/System.Numerics.Vectors.dll",
        "netstandard2.0/lib/System.Runtime.CompilerServices.Unsafe.dll",
        "netstandard2.0/lib/System.Text.Encodings.Web.dll",
        "netstandard2.0/lib/System.Text.Json.dll",
        "netstandard2.0/lib/System.Threading.Channels.dll",
        "netstandard2.0/lib/System.Threading.Tasks.Extensions.dll",
    ];

    [Fact]
    public void The_module_folder_holds_exactly_these() => Assert.Equal(
        Files.Order(StringComparer.Ordinal),
        Directory.GetFiles(Repository.Module, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(Repository.Module, file).Replace('\\', '/'))
            .Order(StringComparer.Ordinal));

    private static IEnumerable<string> Guides() =>
        from file in Directory.GetFiles(Repository.PathTo("docs"), "*", SearchOption.AllDirectories)
        where Path.GetExtension(file) is ".md" or ".png" or ".svg"
        select Path.GetRelativePath(Repository.Root, file).Replace('\\', '/');

    private static IEnumerable<string> Ours(string framework) =>
        from name in (string[])["GenesysGuest", "lib/GenesysGuest.Core"]
        from extension in (string[])["dll", "pdb", "xml"]
        select $"{framework}/{name}.{extension}";
}
