using GenesysGuest.Provisioning;

namespace GenesysGuest.Contacts;

/// <summary>What it means when External Contacts refuses a request as a whole, by what was asked for.</summary>
internal static class ContactRefusals
{
    /// <summary>Writing contacts.</summary>
    public static readonly RefusedRequest Write = Of(
        "write contacts", "Nothing was written, as far as it says.", "externalContacts:contact:add, edit and enrich");

    /// <summary>Removing contacts.</summary>
    public static readonly RefusedRequest Remove = Of(
        "remove contacts", "Nothing was removed, as far as it says.", "externalContacts:contact:delete");

    /// <summary>Looking contacts up, and what they refer to.</summary>
    public static readonly RefusedRequest View = Of(
        "read contacts", "", "externalContacts:contact:view, and externalContacts:externalSource:view for the sources of external ids") with
    {
        IsForRows = false,
    };

    private static RefusedRequest Of(string action, string undone, string permissions) => new(
        "contacts endpoint", "contact", action, undone, ErrorId.ContactUnauthorized, ErrorId.ContactForbidden, ErrorId.ContactRejected,
        $"Ask an administrator for the permissions {permissions}, for the user or for the OAuth client.",
        "Add the scope 'external-contacts' to the OAuth client, then sign in again.",
        static address => $"Check the environment: there is no External Contacts at {address.GetLeftPart(UriPartial.Path)}.")
    {
        Scope = Scope.ExternalContacts,
    };
}
