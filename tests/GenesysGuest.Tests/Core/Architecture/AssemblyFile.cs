using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace GenesysGuest.Tests.Core.Architecture;

/// <summary>An assembly read as a file: nothing of it is loaded.</summary>
internal sealed class AssemblyFile : IDisposable
{
    private readonly PEReader _file;

    public AssemblyFile(string name)
    {
        _file = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, name)));
        Metadata = _file.GetMetadataReader();
    }

    public MetadataReader Metadata { get; }

    /// <summary>The names of the assemblies that it refers to, without those of the platform.</summary>
    public IEnumerable<string> References =>
        Metadata.AssemblyReferences
            .Select(handle => Metadata.GetString(Metadata.GetAssemblyReference(handle).Name))
            .Where(name => !IsPlatform(name))
            .Order(StringComparer.Ordinal);

    /// <summary>The fields whose type cannot be laid out without loading another assembly: value types of it, alone or inside other value types.</summary>
    public IEnumerable<string> FieldsLaidOutWith(string assembly)
    {
        LayoutReading reading = new(assembly);
        foreach (FieldDefinitionHandle handle in Metadata.FieldDefinitions)
        {
            FieldDefinition field = Metadata.GetFieldDefinition(handle);
            if (field.DecodeSignature(reading, genericContext: null) == LayoutReading.Layout.Foreign)
            {
                yield return $"{Metadata.GetString(Metadata.GetTypeDefinition(field.GetDeclaringType()).Name)}.{Metadata.GetString(field.Name)}";
            }
        }
    }

    public void Dispose() => _file.Dispose();

    private static bool IsPlatform(string name) =>
        !string.Equals(name, "System.Management.Automation", StringComparison.Ordinal)
        && (name.StartsWith("System.", StringComparison.Ordinal) || name is "netstandard" or "mscorlib" || name.StartsWith("Microsoft.Win32.", StringComparison.Ordinal));
}
