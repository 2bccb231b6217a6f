using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>Finds, shows, and removes contacts, and lists external sources and schemas.</summary>
internal sealed class ContactDirectory(ContactApi api, ContactStore contacts, ContactCatalog catalog)
{
    public const string Prefix = "/api/v2/externalcontacts/";

    private const string View = "contact:view";

    private const string Delete = "contact:delete";

    private static readonly string[] Get = [HttpMethods.Get];

    private static readonly string[] Post = [HttpMethods.Post];

    private static readonly string[] GetAndDelete = [HttpMethods.Get, HttpMethods.Delete];

    private static readonly HashSet<string> EntityMembers = new(["id"], StringComparer.Ordinal);

    private readonly ContactReader _reader = new(catalog);
    private readonly ContactJson _json = new(catalog);

    /// <summary>Responds to a request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="address">The part of the path after <see cref="Prefix"/>.</param>
    public Task HandleAsync(HttpContext context, string address) => address.Split('/') switch
    {
        ["externalsources"] => HandleAsync(context, Get, View, _ => new(CatalogJson.Sources(catalog.Sources, context.Request.Path), null)),
        ["contacts", "schemas"] => HandleAsync(context, Get, View, _ => new(CatalogJson.Schemas(catalog.Schemas, context.Request.Path), null)),
        ["contacts", { Length: > 0 } id] => HandleAsync(
            context, GetAndDelete, IsRemoval(context) ? Delete : View, _ => IsRemoval(context) ? Remove(id) : Show(id)),
        ["identifierlookup", "contacts"] => HandleAsync(context, Post, View, Lookup),
        ["bulk", "contacts", "remove"] => HandleAsync(context, Post, Delete, RemoveMany),
        _ => NoSuchAddress(context),
    };

    private static bool IsRemoval(HttpContext context) => HttpMethods.IsDelete(context.Request.Method);

    private static Task NoSuchAddress(HttpContext context)
    {
        ApiError.NotFound.Write(context);
        return Task.CompletedTask;
    }

    private static ContactResponse RenderNothing()
    {
        JsonScratch scratch = JsonScratch.Start();
        scratch.Writer.WriteStartObject();
        scratch.Writer.WriteEndObject();
        return new ContactResponse(scratch, null);
    }

    private static void WriteRemoval(Utf8JsonWriter json, (string Id, bool IsRemoved) removal)
    {
        json.WriteStartObject();
        json.WriteString("id"u8, removal.Id);
        json.WriteBoolean("success"u8, removal.IsRemoved);
        json.WriteNumber("status"u8, removal.IsRemoved ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound);
        if (!removal.IsRemoved)
        {
            BulkJson.WriteError(json, ItemError.NotFound);
            json.WriteStartObject("entity"u8);
            json.WriteString("id"u8, removal.Id);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private Task HandleAsync(HttpContext context, string[] methods, string permission, Func<JsonElement, ContactResponse> work) =>
        api.HandleAsync(context, FaultTarget.ContactDirectory, methods, permission, work);

    private ContactResponse Show(string id) => Show(Guid.TryParse(id, out Guid known) ? contacts.Find(known) : null);

    private ContactResponse Show(SandboxContact? contact)
    {
        if (contact is null)
        {
            return new ContactResponse(null, ApiError.NotFound);
        }

        JsonScratch scratch = JsonScratch.Start();
        _json.Write(scratch.Writer, contact);
        return new ContactResponse(scratch, null);
    }

    // An object instead of 204, as in the published types.
    private ContactResponse Remove(string id) =>
        Guid.TryParse(id, out Guid known) && contacts.Remove(known) ? RenderNothing() : new ContactResponse(null, ApiError.NotFound);

    private ContactResponse Lookup(JsonElement body)
    {
        Findings findings = new();
        ContactKey? key = _reader.Identifier(body, "", findings);
        return findings.Error is { } error ? ContactResponse.Bad(error.Message) : Show(contacts.Find(key!));
    }

    private ContactResponse RemoveMany(JsonElement body)
    {
        Findings findings = new();
        findings.OnlyKnown(body, "", ["entities"]);
        if (!findings.TryGet(body, "", "entities", JsonValueKind.Array, out JsonElement entities) || entities.GetArrayLength() == 0)
        {
            return ContactResponse.Bad("The member 'entities' must be a non-empty array.");
        }

        List<string> ids = [];
        foreach (JsonElement entity in entities.EnumerateArray())
        {
            if (entity.ValueKind != JsonValueKind.Object)
            {
                return ContactResponse.Bad("Each element of 'entities' must be an object.");
            }

            findings.OnlyKnown(entity, "entities.", EntityMembers);
            ids.Add(findings.NeededText(entity, "entities.", "id", 255) ?? "");
        }

        if (findings.Error is { } error)
        {
            return ContactResponse.Bad(error.Message);
        }

        (string Id, bool IsRemoved)[] removals = [.. ids.Select(id => (id, Guid.TryParse(id, out Guid known) && contacts.Remove(known)))];
        return new ContactResponse(BulkJson.Write(removals, removal => !removal.IsRemoved, WriteRemoval), null);
    }
}
