namespace GenesysGuest;

/// <summary>A guest that was created.</summary>
/// <param name="Id">Its id at Genesys Cloud.</param>
/// <param name="Name">The name that agents see.</param>
/// <param name="Email">The email address.</param>
/// <param name="Token">What the page's messaging SDK presents: a secret, and the API shows it only this once.</param>
/// <param name="CreatedDate">When it was created; null: the server did not say.</param>
/// <param name="UpdatedDate">When it was last changed; null: the server did not say.</param>
/// <param name="SelfUri">Its address, relative to the API.</param>
public sealed record Guest(
    string Id, string Name, string Email, string Token, DateTimeOffset? CreatedDate, DateTimeOffset? UpdatedDate, string? SelfUri)
{
    /// <summary>Who it is; the token stays out of text.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{Name} <{Email}> ({Id})");
}
