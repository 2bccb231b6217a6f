using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GenesysGuest.Tests.Modules;

/// <summary>The build for Windows PowerShell, which redirects no versions for a module: what an assembly refers to must be there, and new enough.</summary>
public sealed class DesktopFolderTests
{
    private static readonly string Desktop = Path.Combine(Repository.Module, "netstandard2.0");

    /// <summary>What is there before the module: the facade of .NET Framework 4.7.2, and PowerShell.</summary>
    private static readonly Dictionary<string, Version> Host = new(StringComparer.Ordinal)
    {
        ["netstandard"] = new(2, 0, 0, 0),
        ["System.Management.Automation"] = new(3, 0, 0, 0),
    };

    public static TheoryData<string> Assemblies => [.. Directory.GetFiles(Desktop, "*.dll", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Desktop, file)).Order(StringComparer.Ordinal)];

    /// <summary>By the host in exactly that version, or by <see cref="ModuleAssemblies"/>, which answers with a file of lib/ that is at least what was asked for.</summary>
    [Theory]
    [MemberData(nameof(Assemblies))]
    public void Every_reference_is_met(string file)
    {
        using PEReader assembly = new(File.OpenRead(Path.Combine(Desktop, file)));
        MetadataReader metadata = assembly.GetMetadataReader();

        Assert.All(metadata.AssemblyReferences, handle =>
        {
            AssemblyReference reference = metadata.GetAssemblyReference(handle);
            string name = metadata.GetString(reference.Name);
            if (Host.TryGetValue(name, out Version? there))
            {
                Assert.Equal(there, reference.Version);
            }
            else
            {
                string beside = Path.Combine(Desktop, "lib", $"{name}.dll");
                Assert.True(File.Exists(beside), $"{file} refers to {name}, which is neither in lib/ nor the host's.");
                Assert.True(Identity(beside).Version >= reference.Version, $"{file} refers to {name} {reference.Version}; lib/ has {Identity(beside).Version}.");
            }
        });
    }

    /// <summary>What we build ourselves, and System.Text.Json and all that it needs, refer to the very versions that lie there; Polly was built against older ones.</summary>
    [Fact]
    public void References_of_our_own_and_of_the_JSON_reader_name_the_very_version_that_is_there()
    {
        string[] files = ["GenesysGuest.dll", "lib/GenesysGuest.Core.dll", "lib/System.Text.Json.dll", "lib/System.Threading.Channels.dll", "lib/System.Memory.dll"];

        Assert.All(files, file =>
        {
            using PEReader assembly = new(File.OpenRead(Path.Combine(Desktop, file)));
            MetadataReader metadata = assembly.GetMetadataReader();
            Assert.All(metadata.AssemblyReferences.Select(metadata.GetAssemblyReference), reference =>
            {
                string name = metadata.GetString(reference.Name);
                Assert.Equal(Host.GetValueOrDefault(name) ?? Identity(Path.Combine(Desktop, "lib", $"{name}.dll")).Version, reference.Version);
            });
        });
    }

    [Fact]
    public void An_assembly_bears_the_name_of_its_file_and_lies_in_one_place() => Assert.All(
        Directory.GetFiles(Desktop, "*.dll", SearchOption.AllDirectories).GroupBy(file => Path.GetFileName(file)),
        files => Assert.Equal(Path.GetFileNameWithoutExtension(files.Key), Identity(Assert.Single(files)).Name));

    /// <summary>What stands in for a missing part of the platform is internal, or it would meet another's stand-in in a script or a program.</summary>
    [Theory]
    [InlineData("GenesysGuest.dll")]
    [InlineData("lib/GenesysGuest.Core.dll")]
    public void What_we_build_shows_only_types_of_our_own(string file)
    {
        using PEReader assembly = new(File.OpenRead(Path.Combine(Desktop, file)));
        MetadataReader metadata = assembly.GetMetadataReader();

        IEnumerable<string> spaces = metadata.TypeDefinitions.Select(metadata.GetTypeDefinition)
            .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
            .Select(type => metadata.GetString(type.Namespace));

        Assert.All(spaces, name => Assert.Equal("GenesysGuest", name.Split('.')[0]));
    }

    /// <summary>Nothing lies there that nothing refers to.</summary>
    [Fact]
    public void Every_assembly_of_lib_is_referred_to()
    {
        HashSet<string> wanted = new(StringComparer.Ordinal);
        foreach (string file in Directory.GetFiles(Desktop, "*.dll", SearchOption.AllDirectories))
        {
            using PEReader assembly = new(File.OpenRead(file));
            MetadataReader metadata = assembly.GetMetadataReader();
            wanted.UnionWith(metadata.AssemblyReferences.Select(handle => metadata.GetString(metadata.GetAssemblyReference(handle).Name)));
        }

        Assert.All(Directory.GetFiles(Path.Combine(Desktop, "lib"), "*.dll"), file => Assert.Contains(Path.GetFileNameWithoutExtension(file), wanted));
    }

    private static AssemblyName Identity(string file) => AssemblyName.GetAssemblyName(file);
}
