namespace GenesysGuest;

/// <summary>An OAuth client: its id and, for a confidential client, its secret.</summary>
public sealed class OAuthClient
{
    /// <summary>Creates a client.</summary>
    /// <param name="id">The id of the client. It cannot be blank.</param>
    /// <param name="secret">The secret, whose surrounding white space is trimmed, or null for a public client.</param>
    /// <exception cref="ArgumentException">The id is empty, or the secret contains white space. The message does not repeat the secret.</exception>
    public OAuthClient(string id, string? secret = null)
    {
        if (string.IsNullOrWhiteSpace(id))
        {
            throw new ArgumentException("The client id is empty.", nameof(id));
        }

        Id = id.Trim();
        Secret = string.IsNullOrEmpty(secret) ? secret : GenesysGuest.Secret.Checked(secret, "client secret", nameof(secret));
    }

    /// <summary>The id of the client.</summary>
    public string Id { get; }

    internal string? Secret { get; }

    /// <summary>Creates a public client.</summary>
    /// <param name="id">The id of the client.</param>
    public static implicit operator OAuthClient(string id) => new(id);

    /// <summary>Creates a public client, in languages without conversion operators.</summary>
    /// <param name="id">The id of the client.</param>
    /// <returns>The client.</returns>
    public static OAuthClient FromString(string id) => new(id);

    /// <summary>Returns the id, without the secret.</summary>
    /// <returns>The id.</returns>
    public override string ToString() => Id;
}
