namespace GenesysGuest;

/// <summary>An OAuth client: its id, and the secret of a confidential one.</summary>
public sealed class OAuthClient
{
    /// <summary>Names a client.</summary>
    /// <param name="id">The client's id; not blank.</param>
    /// <param name="secret">The secret, without the white space at its ends; null: a public client, which has none.</param>
    /// <exception cref="ArgumentException">The id is empty, or the secret has white space inside. The message does not repeat it.</exception>
    public OAuthClient(string id, string? secret = null)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            throw new ArgumentException("The client id is empty.", nameof(id));
        }

        Id = id.Trim();
        Secret = string.IsNullOrEmpty(secret) ? secret : GenesysGuest.Secret.Checked(secret, "client secret", nameof(secret));
    }

    /// <summary>The client's id.</summary>
    public string Id { get; }

    internal string? Secret { get; }

    /// <summary>Names a public client.</summary>
    /// <param name="id">The client's id.</param>
    public static implicit operator OAuthClient(string id) => new(id);

    /// <summary>The same for languages without conversions.</summary>
    /// <param name="id">The client's id.</param>
    /// <returns>The client.</returns>
    public static OAuthClient FromString(string id) => new(id);

    /// <summary>The id; the secret stays out of text.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;
}
