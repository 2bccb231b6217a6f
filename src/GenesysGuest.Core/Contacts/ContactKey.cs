using GenesysGuest.Rows;

namespace GenesysGuest;

/// <summary>What a contact is looked up by.</summary>
public sealed record ContactKey
{
    private ContactKey(string kind, string value, string? externalSourceId = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        Value = InvisibleText.Trim(value);
        ArgumentException.ThrowIfNullOrEmpty(Value, nameof(value));
        Kind = kind;
        ExternalSourceId = externalSourceId;
    }

    /// <summary>The value, without white space and invisible characters around it.</summary>
    public string Value { get; }

    /// <summary>The external source that the value is an id of; null: it is none.</summary>
    public string? ExternalSourceId { get; }

    /// <summary>What kind it is, as messages name it.</summary>
    internal string Kind { get; }

    /// <summary>By the id that Genesys Cloud gave the contact.</summary>
    /// <param name="id">The id.</param>
    /// <returns>The key.</returns>
    public static ContactKey Id(string id) => new("id", id);

    /// <summary>By an email address that the contact has.</summary>
    /// <param name="email">The address.</param>
    /// <returns>The key.</returns>
    public static ContactKey Email(string email) => new("email address", email);

    /// <summary>By the contact's id in an external source.</summary>
    /// <param name="id">The id.</param>
    /// <param name="externalSourceId">The id of the source.</param>
    /// <returns>The key.</returns>
    public static ContactKey ExternalId(string id, string externalSourceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(externalSourceId);
        return new("external id", id, externalSourceId);
    }

    /// <summary>What the contact has.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"the {Kind} '{Value}'");
}
