using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>The key to look up a contact by.</summary>
public sealed record ContactKey
{
    private const string OfContact = "id";

    private ContactKey(string kind, string value, string? externalSourceId = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = InvisibleText.Trim(value);
        ArgumentException.ThrowIfNullOrEmpty(Value, nameof(value));
        Kind = kind;
        ExternalSourceId = externalSourceId;
    }

    /// <summary>The value, without surrounding white space and invisible characters.</summary>
    public string Value { get; }

    /// <summary>The id of the external source, or null if the value is not an external id.</summary>
    public string? ExternalSourceId { get; }

    /// <summary>The kind of key, as messages name it.</summary>
    internal string Kind { get; }

    /// <summary>Whether the key is the id in Genesys Cloud.</summary>
    internal bool IsContactId => string.Equals(Kind, OfContact, StringComparison.Ordinal);

    /// <summary>Creates a key from the id in Genesys Cloud.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The key.</returns>
    public static ContactKey Id(string id) => new(OfContact, id);

    /// <summary>Creates a key from an email address of the contact.</summary>
    /// <param name="email">The address.</param>
    /// <returns>The key.</returns>
    public static ContactKey Email(string email) => new("email address", email);

    /// <summary>Creates a key from the id in an external source.</summary>
    /// <param name="id">The id.</param>
    /// <param name="externalSourceId">The id of the source.</param>
    /// <returns>The key.</returns>
    public static ContactKey ExternalId(string id, string externalSourceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(externalSourceId);
        return new("external id", id, externalSourceId);
    }

    /// <summary>Describes the key.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"the {Kind} '{Value}'");
}
