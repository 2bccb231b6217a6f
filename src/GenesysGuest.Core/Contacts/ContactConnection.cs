using System.Text.Json;
using GenesysGuest.Contacts;
using GenesysGuest.Http;

namespace GenesysGuest;

/// <summary>Adds lookups to a connection: for contacts, and for the external sources and schemas that they refer to.</summary>
public static class ContactConnection
{
    private const int MostPages = 100;

    /// <summary>Finds a contact.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="key">The key to find the contact by.</param>
    /// <param name="log">Receives retries. It is called from any thread.</param>
    /// <param name="cancellationToken">Cancels the request.</param>
    /// <returns>The contact.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ContactNotFound"/>: the contact was not found. Or the request was refused, or the service is unavailable.</exception>
    public static async Task<Contact> FindContactAsync(this Connection connection, ContactKey key, Action<Diagnostic>? log = null, CancellationToken cancellationToken = default)
    {
        ContactRequests requests = Of(connection, log, cancellationToken);
        ArgumentNullException.ThrowIfNull(key);
        Contact? found = key switch
        {
            { IsContactId: true } when key.Value.Trim('.').Length == 0 => null, // in a URI, dots would mean a parent path
            { IsContactId: true } => await requests.LookUpAsync(HttpMethod.Get, requests.Address($"contacts/{Uri.EscapeDataString(key.Value)}"), [], Read).ConfigureAwait(false),
            { ExternalSourceId: { } source } => await LookUpAsync("ExternalId", source).ConfigureAwait(false),
            _ => await LookUpAsync("Email", externalSourceId: null).ConfigureAwait(false),
        };
        return found ?? throw new GenesysException(
            ErrorId.ContactNotFound, $"No contact was found with {key}.", "Check the value. A contact in a division that you do not have access to is reported as not found.");

        Contact? Read(JsonElement root) => ContactEntity.Read(root, key);

        Task<Contact?> LookUpAsync(string type, string? externalSourceId) => requests.LookUpAsync(
            HttpMethod.Post, requests.Address("identifierlookup/contacts"), ContactRequest.WriteIdentifier(type, key.Value, externalSourceId), Read);
    }

    /// <summary>Finds an external source. An id is used without a lookup, because listing the sources requires a separate permission.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="nameOrId">The name of the source, which is not case-sensitive, or its id.</param>
    /// <param name="log">Receives retries. It is called from any thread.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The source.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ContactSettingInvalid"/>, or the request was refused.</exception>
    public static async Task<ExternalSource> FindExternalSourceAsync(
        this Connection connection, string nameOrId, Action<Diagnostic>? log = null, CancellationToken cancellationToken = default)
    {
        ContactRequests requests = Of(connection, log, cancellationToken);
        ArgumentException.ThrowIfNullOrEmpty(nameOrId);
        if (Guid.TryParse(nameOrId, out Guid id))
        {
            return new($"{id}", $"{id}");
        }

        List<ExternalSource> all = [];
        HashSet<Uri> asked = []; // prevents an endless loop if pages link to each other
        Uri? next = requests.Address("externalsources");
        while (asked.Count < MostPages && next is { } address && asked.Add(address))
        {
            next = null;
            await requests.AskAsync(HttpMethod.Get, address, [], root =>
            {
                all.AddRange(ContactCatalog.Sources(root));
                next = Next(root, address);
                return all;
            }).ConfigureAwait(false);
        }

        return ContactCatalog.Only(all, nameOrId, source => source.Id, source => source.Name, "external source");
    }

    /// <summary>Finds a schema of custom fields.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="nameOrId">The name of the schema, which is not case-sensitive, or its id.</param>
    /// <param name="log">Receives retries. It is called from any thread.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The current version of the schema with its fields.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ContactSettingInvalid"/>, or the request was refused.</exception>
    public static async Task<ContactSchema> FindContactSchemaAsync(
        this Connection connection, string nameOrId, Action<Diagnostic>? log = null, CancellationToken cancellationToken = default)
    {
        ContactRequests requests = Of(connection, log, cancellationToken);
        ArgumentException.ThrowIfNullOrEmpty(nameOrId);
        ContactSchema[] all = await requests.AskAsync(HttpMethod.Get, requests.Address("contacts/schemas"), [], static root => ContactCatalog.Schemas(root).ToArray()).ConfigureAwait(false);
        return ContactCatalog.Only(all, nameOrId, schema => schema.Id, schema => schema.Name, "schema");
    }

    private static ContactRequests Of(Connection connection, Action<Diagnostic>? log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        return new(connection, log, cancellationToken);
    }

    // The next page must be on the same host, so that the token is sent to no other host.
    private static Uri? Next(JsonElement page, Uri address) =>
        page.Text("nextUri") is { } next && Uri.TryCreate(address, next, out Uri? uri) && Uri.Compare(uri, address, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
            ? uri
            : null;
}
