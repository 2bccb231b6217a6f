using GenesysGuest.Provisioning;

namespace GenesysGuest.Contacts;

/// <summary>Interprets refused requests to External Contacts, by the kind of request.</summary>
internal static class ContactRefusals
{
    /// <summary>Requests to write contacts.</summary>
    public static readonly RefusedRequest Write = Of(
        "write contacts", "The response reports no written contacts.", "externalContacts:contact:add, edit, and enrich");

    /// <summary>Requests to remove contacts.</summary>
    public static readonly RefusedRequest Remove = Of(
        "remove contacts", "The response reports no removed contacts.", "externalContacts:contact:delete");

    /// <summary>Requests to look up contacts and what they refer to.</summary>
    public static readonly RefusedRequest View = Of(
        "read contacts", "", "externalContacts:contact:view, and externalContacts:externalSource:view for external sources") with
    {
        IsForRows = false,
    };

    private static RefusedRequest Of(string action, string undone, string permissions) => new(
        "contacts endpoint", "contact", action, undone, ErrorId.ContactUnauthorized, ErrorId.ContactForbidden, ErrorId.ContactRejected,
        $"Ask an administrator to grant these permissions to the user or to the OAuth client: {permissions}.",
        $"Add the scope '{Scope.ExternalContacts}' to the OAuth client, and then sign in again.",
        static address => $"Check the environment. External Contacts was not found at {address.GetLeftPart(UriPartial.Path)}.")
    {
        Scope = Scope.ExternalContacts,
    };
}
