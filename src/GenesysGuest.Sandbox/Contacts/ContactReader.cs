using System.Globalization;
using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Reads identifiers and contacts in requests.</summary>
internal sealed class ContactReader(ContactCatalog catalog)
{
    public static readonly HashSet<string> DivisionMembers = new(["id", "name", "selfUri"], StringComparer.Ordinal);

    private const int IdLimit = 255;

    private const int MostIds = 10;

    private static readonly HashSet<string> IdentifierMembers = new(
        ["division", "type", "value", "dateCreated", "externalSource"], StringComparer.Ordinal);

    private static readonly HashSet<string> SourceMembers = new(["id", "name", "active", "linkConfiguration", "selfUri"], StringComparer.Ordinal);

    private static readonly HashSet<string> ExternalIdMembers = new(["externalSource", "value"], StringComparer.Ordinal);

    private static readonly HashSet<string> SchemaMembers = new(
        ["id", "name", "version", "appliesTo", "enabled", "createdBy", "dateCreated", "jsonSchema", "selfUri"], StringComparer.Ordinal);

    private static readonly HashSet<string> Kept = new(
        [
            "firstName", "middleName", "lastName", "salutation", "title", "workEmail", "personalEmail", "otherEmail", "externalIds", "schema",
            "customFields",
        ],
        StringComparer.Ordinal);

    private static readonly HashSet<string> KnownButNotStored = new(
        [
            "id", "division", "workPhone", "cellPhone", "homePhone", "otherPhone", "address", "twitterId", "lineId", "whatsAppId", "facebookId",
            "instagramId", "appleOpaqueIds", "identifiers", "modifyDate", "createDate", "externalOrganization", "surveyOptOut", "externalSystemUrl",
            "externalDataSources", "type", "canonicalContact", "mergeSet", "mergedFrom", "mergedTo", "mergeOperation", "selfUri",
        ],
        StringComparer.Ordinal);

    /// <summary>Reads an identifier. Returns null if it is invalid.</summary>
    public ContactKey? Identifier(JsonElement identifier, string place, Findings findings)
    {
        if (identifier.ValueKind != JsonValueKind.Object)
        {
            findings.Add(place.TrimEnd('.'), null, "It must be an object.");
            return null;
        }

        findings.OnlyKnown(identifier, place, IdentifierMembers);
        CheckDivision(identifier, place, findings);
        string? type = findings.NeededText(identifier, place, "type", IdLimit);
        if (type is not null && !ContactKey.Types.Contains(type, StringComparer.Ordinal))
        {
            findings.Add(place + "type", type, $"It must be one of {string.Join(", ", ContactKey.Types)}.");
            return null;
        }

        string? value = findings.NeededText(identifier, place, "value", IdLimit);
        if (type is ContactKey.Email && value is not null && !EmailAddress.IsPlausible(value))
        {
            findings.Add(place + "value", value, "It must be an email address.");
            return null;
        }

        string? source = Source(identifier, place, isNeeded: type is ContactKey.ExternalId, findings);
        return type is null || value is null || (type is ContactKey.ExternalId && source is null) ? null : new ContactKey(type, value, source);
    }

    /// <summary>Reads the fields of a contact in a request. It has no id and no dates.</summary>
    public SandboxContact Contact(JsonElement contact, string place, Findings findings)
    {
        foreach (JsonProperty member in contact.EnumerateObject().Where(member => !Kept.Contains(member.Name)))
        {
            findings.Add(place + member.Name, null, KnownButNotStored.Contains(member.Name) ? "The sandbox does not store it." : "It is unknown.");
        }

        SandboxContactSchema? schema = Schema(contact, place, findings);
        return new SandboxContact(Guid.Empty)
        {
            FirstName = Name(contact, place, "firstName", findings),
            MiddleName = Name(contact, place, "middleName", findings),
            LastName = Name(contact, place, "lastName", findings),
            Salutation = Name(contact, place, "salutation", findings),
            Title = Name(contact, place, "title", findings),
            WorkEmail = findings.Email(contact, place, "workEmail"),
            PersonalEmail = findings.Email(contact, place, "personalEmail"),
            OtherEmail = findings.Email(contact, place, "otherEmail"),
            ExternalIds = ExternalIds(contact, place, findings),
            SchemaId = schema?.Id,
            SchemaVersion = schema?.Version,
            CustomFields = CustomFieldReader.Read(contact, place, schema, findings),
        };
    }

    /// <summary>Reads the division of an object. Returns null if it names none or an unknown one.</summary>
    public string? CheckDivision(JsonElement of, string place, Findings findings)
    {
        if (!findings.TryGetReference(of, place, "division", DivisionMembers, out string? id))
        {
            return null;
        }

        if (catalog.Division(id) is not { } division)
        {
            findings.Add(place + "division.id", id, "The division does not exist.");
            return null;
        }

        return division.Id;
    }

    private static string? Name(JsonElement contact, string place, string name, Findings findings) => findings.Text(contact, place, name, 1000);

    private string? Source(JsonElement of, string place, bool isNeeded, Findings findings)
    {
        if (!findings.TryGetReference(of, place, "externalSource", SourceMembers, out string? id))
        {
            if (isNeeded && (!of.TryGetProperty("externalSource", out JsonElement source) || source.ValueKind == JsonValueKind.Null))
            {
                findings.Add(place + "externalSource", null, "It is required.");
            }

            return null;
        }

        SandboxExternalSource? known = catalog.Source(id);
        if (known is not { Active: true })
        {
            findings.Add(place + "externalSource.id", id, known is null ? "The external source does not exist." : "The external source is not active.");
            return null;
        }

        return known.Id;
    }

    private List<SandboxExternalId> ExternalIds(JsonElement contact, string place, Findings findings)
    {
        List<SandboxExternalId> ids = [];
        if (!findings.TryGet(contact, place, "externalIds", JsonValueKind.Array, out JsonElement given))
        {
            return ids;
        }

        if (given.GetArrayLength() > MostIds)
        {
            findings.Add(place + "externalIds", null, $"It has more than {MostIds} elements.");
            return ids;
        }

        int at = 0;
        foreach (JsonElement one in given.EnumerateArray())
        {
            string inside = string.Create(CultureInfo.InvariantCulture, $"{place}externalIds[{at++}].");
            if (one.ValueKind != JsonValueKind.Object)
            {
                findings.Add(inside.TrimEnd('.'), null, "It must be an object.");
                continue;
            }

            findings.OnlyKnown(one, inside, ExternalIdMembers);
            string? value = findings.NeededText(one, inside, "value", IdLimit);
            if (Source(one, inside, isNeeded: true, findings) is { } source && value is not null)
            {
                ids.Add(new SandboxExternalId(source, value));
            }
        }

        return ids;
    }

    private SandboxContactSchema? Schema(JsonElement contact, string place, Findings findings)
    {
        if (!findings.TryGetReference(contact, place, "schema", SchemaMembers, out string? id)
            || !contact.TryGetProperty("schema", out JsonElement reference))
        {
            return null;
        }

        if (!findings.TryGet(reference, place + "schema.", "version", JsonValueKind.Number, out JsonElement number)
            || !number.TryGetInt32(out int version))
        {
            findings.Add(place + "schema.version", null, "It is required and must be a whole number.");
            return null;
        }

        if (catalog.Schema(id, version) is not { } schema)
        {
            findings.Add(place + "schema.id", id, "The schema does not exist or has another version.");
            return null;
        }

        return schema;
    }
}
