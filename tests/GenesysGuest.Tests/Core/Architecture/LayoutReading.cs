using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace GenesysGuest.Tests.Core.Architecture;

/// <summary>Reads of a type how a field of it is laid out: what matters is whether that takes loading a given assembly.</summary>
internal sealed class LayoutReading(string assembly) : ISignatureTypeProvider<LayoutReading.Layout, object?>
{
    private const byte ValueType = 0x11; // ELEMENT_TYPE_VALUETYPE (ECMA-335 §II.23.1.16)

    internal enum Layout
    {
        /// <summary>A pointer's width, whatever it points to.</summary>
        Reference,

        /// <summary>A value of this assembly, of the platform, or primitive.</summary>
        Value,

        /// <summary>A value whose size only the given assembly knows.</summary>
        Foreign,
    }

    public Layout GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        rawTypeKind != ValueType ? Layout.Reference
        : string.Equals(AssemblyOf(reader, handle), assembly, StringComparison.Ordinal) ? Layout.Foreign
        : Layout.Value;

    // A generic class is a reference; a generic value (Nullable) holds its arguments.
    public Layout GetGenericInstantiation(Layout genericType, ImmutableArray<Layout> typeArguments) =>
        genericType == Layout.Value && typeArguments.Contains(Layout.Foreign) ? Layout.Foreign : genericType;

    public Layout GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        rawTypeKind == ValueType ? Layout.Value : Layout.Reference;

    public Layout GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public Layout GetModifiedType(Layout modifier, Layout unmodifiedType, bool isRequired) => unmodifiedType;

    public Layout GetPinnedType(Layout elementType) => elementType;

    public Layout GetArrayType(Layout elementType, ArrayShape shape) => Layout.Reference;

    public Layout GetSZArrayType(Layout elementType) => Layout.Reference;

    public Layout GetByReferenceType(Layout elementType) => Layout.Reference;

    public Layout GetPointerType(Layout elementType) => Layout.Reference;

    public Layout GetFunctionPointerType(MethodSignature<Layout> signature) => Layout.Reference;

    public Layout GetGenericMethodParameter(object? genericContext, int index) => Layout.Value;

    public Layout GetGenericTypeParameter(object? genericContext, int index) => Layout.Value;

    public Layout GetPrimitiveType(PrimitiveTypeCode typeCode) => Layout.Value;

    private static string? AssemblyOf(MetadataReader reader, TypeReferenceHandle handle)
    {
        EntityHandle scope = reader.GetTypeReference(handle).ResolutionScope;
        return scope.Kind switch
        {
            HandleKind.TypeReference => AssemblyOf(reader, (TypeReferenceHandle)scope),
            HandleKind.AssemblyReference => reader.GetString(reader.GetAssemblyReference((AssemblyReferenceHandle)scope).Name),
            _ => null,
        };
    }
}
