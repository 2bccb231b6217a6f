using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Rows;

namespace GenesysGuest.Contacts;

/// <summary>Reads the lists of what contacts refer to, and finds in them what a person named.</summary>
internal static class ContactCatalog
{
    /// <summary>Reads one page of the external sources that are in use.</summary>
    /// <param name="page">An answer's root.</param>
    /// <returns>Those that have an id and a name.</returns>
    public static IEnumerable<ExternalSource> Sources(JsonElement page) =>
        from source in page.Member("entities").Items()
        where source.Member("active").ValueKind != JsonValueKind.False
        let id = source.Text("id")
        let name = source.Text("name")
        where id is not null && name is not null
        select new ExternalSource(id, name);

    /// <summary>Reads the schemas.</summary>
    /// <param name="list">An answer's root.</param>
    /// <returns>Those that have an id and a version.</returns>
    public static IEnumerable<ContactSchema> Schemas(JsonElement list) =>
        from schema in list.Member("entities").Items()
        let id = schema.Text("id")
        let version = schema.Number("version")
        where id is not null && version is not null
        select new ContactSchema(id, version.Value)
        {
            Name = schema.Text("name") ?? schema.Member("jsonSchema").Text("title"),
            Fields = Array.AsReadOnly(Fields(schema.Member("jsonSchema").Member("properties")).ToArray()),
        };

    /// <summary>Finds what was named.</summary>
    /// <typeparam name="T">What it is.</typeparam>
    /// <param name="all">What there is.</param>
    /// <param name="nameOrId">The name or the id.</param>
    /// <param name="idOf">The id of each.</param>
    /// <param name="nameOf">The name of each.</param>
    /// <param name="kind">What messages call it.</param>
    /// <returns>The one.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ContactSettingInvalid"/>: there is none, or there are several.</exception>
    public static T Only<T>(IReadOnlyList<T> all, string nameOrId, Func<T, string> idOf, Func<T, string?> nameOf, string kind)
    {
        T[] found = [.. all.Where(one => IsSame(idOf(one), nameOrId))];
        found = found.Length > 0 ? found : [.. all.Where(one => IsSame(nameOf(one), nameOrId))];
        return found switch
        {
            [var one, ..] when Array.TrueForAll(found, other => IsSame(idOf(other), idOf(one))) => one,
            [] => throw new GenesysException(
                ErrorId.ContactSettingInvalid, $"There is no {kind} '{Printable.Text(nameOrId)}'; there are {MissingColumn.Quoted([.. all.Select(one => nameOf(one) ?? idOf(one))])}.", "Give the name or the id of one that is there, or create it in Genesys Cloud."),
            _ => throw new GenesysException(
                ErrorId.ContactSettingInvalid, $"There are {found.Length} of the name '{Printable.Text(nameOrId)}' ({kind}): {Printable.Text(string.Join(", ", found.Select(idOf)))}.", "Give the id."),
        };
    }

    private static bool IsSame(string? left, string right) => string.Equals(left?.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ContactField> Fields(JsonElement properties) =>
        properties.Members().Select(property => new ContactField(property.Name, property.Value.Text("title") ?? property.Name, TypeOf(property.Value)));

    // The service's own types stand in references, "#/definitions/number"; a plain schema has "type".
    private static ContactFieldType TypeOf(JsonElement property)
    {
        string? reference = property.Member("allOf").Items().Select(part => part.Text("$ref")).FirstOrDefault(text => text is not null) ?? property.Text("$ref");
        return (reference is null ? property.Text("type") : reference[(reference.LastIndexOf('/') + 1)..]) switch
        {
            "integer" => ContactFieldType.WholeNumber,
            "number" => ContactFieldType.Number,
            "checkbox" or "boolean" => ContactFieldType.Boolean,
            _ => ContactFieldType.Text,
        };
    }
}
