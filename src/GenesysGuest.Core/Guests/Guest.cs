using GenesysGuest.Provisioning;

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
    string Id, string Name, string Email, string Token, DateTimeOffset? CreatedDate, DateTimeOffset? UpdatedDate, string? SelfUri) : IRowResult
{
    /// <summary>The row of the input that it was made from, counted from 1; null: it was made without rows.</summary>
    public long? RowNumber { get; init; }

    /// <summary>Whether it is the same guest, whichever row it came from.</summary>
    /// <param name="other">Another.</param>
    /// <returns>Whether all that the service said of both is the same.</returns>
    public bool Equals(Guest? other) =>
        other is not null
        && (Id, Name, Email, Token, CreatedDate, UpdatedDate, SelfUri) == (other.Id, other.Name, other.Email, other.Token, other.CreatedDate, other.UpdatedDate, other.SelfUri);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Who it is; the token stays out of text.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{Name} <{Email}> ({Id})");

    object IRowResult.Of(long row) => this with { RowNumber = row };
}
