using System.Text.Json;
using GenesysGuest.Http;
using GenesysGuest.Rows;

namespace GenesysGuest.Contacts;

/// <summary>Reads the external sources and schemas that contacts refer to, and finds them by name or id.</summary>
internal static class ContactCatalog
{
    /// <summary>Reads one page of the external sources, and omits those that are not active.</summary>
    /// <param name="page">The root of the response.</param>
    /// <returns>The sources that have an id and a name.</returns>
    public static IEnumerable<ExternalSource> Sources(JsonElement page) =>
        from source in page.Member("entities").Items()
        where source.Member("active").ValueKind != JsonValueKind.False
        let id = source.Text("id")
        let name = source.Text("name")
        where id is not null && name is not null
        select new ExternalSource(id, name);

    /// <summary>Reads the schemas.</summary>
    /// <param name="list">The root of the response.</param>
    /// <returns>The schemas that have an id and a version.</returns>
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

    /// <summary>Finds the only match for a name or an id.</summary>
    /// <typeparam name="T">The type of the item.</typeparam>
    /// <param name="all">All items.</param>
    /// <param name="nameOrId">The name or the id.</param>
    /// <param name="idOf">Returns the id of an item.</param>
    /// <param name="nameOf">Returns the name of an item.</param>
    /// <param name="kind">The kind of item, as messages name it.</param>
    /// <returns>The matching item.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ContactSettingInvalid"/>: no item, or more than one, was found.</exception>
    public static T Only<T>(IReadOnlyList<T> all, string nameOrId, Func<T, string> idOf, Func<T, string?> nameOf, string kind)
    {
        T[] found = [.. all.Where(one => IsSame(idOf(one), nameOrId))];
        found = found.Length > 0 ? found : [.. all.Where(one => IsSame(nameOf(one), nameOrId))];
        return found switch
        {
            [var one, ..] when Array.TrueForAll(found, other => IsSame(idOf(other), idOf(one))) => one,
            [] when all.Count == 0 => throw new GenesysException(
                ErrorId.ContactSettingInvalid, $"The {kind} '{Printable.Text(nameOrId)}' was not found. The organization has no active {kind}.", $"Create the {kind} in Genesys Cloud."),
            [] => throw new GenesysException(
                ErrorId.ContactSettingInvalid, $"The {kind} '{Printable.Text(nameOrId)}' was not found. The existing names are {MissingColumn.Quoted([.. all.Select(one => nameOf(one) ?? idOf(one))])}.",
                $"Specify an existing name or id, or create the {kind} in Genesys Cloud."),
            _ => throw new GenesysException(
                ErrorId.ContactSettingInvalid, $"The organization has {found.Length} {kind}s named '{Printable.Text(nameOrId)}'. Their ids are {Printable.Text(string.Join(", ", found.Select(idOf)))}.", "Specify the id instead of the name."),
        };
    }

    private static bool IsSame(string? left, string right) => string.Equals(left?.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<ContactField> Fields(JsonElement properties) =>
        properties.Members().Select(property => new ContactField(property.Name, property.Value.Text("title") ?? property.Name, TypeOf(property.Value)));

    // The service refers to its own types ("#/definitions/number"). A plain schema has "type".
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
