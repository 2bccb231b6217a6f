using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>A guest that was created.</summary>
/// <param name="Id">The id in Genesys Cloud.</param>
/// <param name="Name">The name that agents see.</param>
/// <param name="Email">The email address.</param>
/// <param name="Token">The token of the guest. It is a secret, and the API returns it only once.</param>
/// <param name="CreatedDate">When the guest was created, or null if the server did not return it.</param>
/// <param name="UpdatedDate">When the guest was last changed, or null if the server did not return it.</param>
/// <param name="SelfUri">The address of the guest, relative to the API.</param>
public sealed record Guest(
    string Id, string Name, string Email, string Token, DateTimeOffset? CreatedDate, DateTimeOffset? UpdatedDate, string? SelfUri) : IRowResult
{
    /// <summary>The number of the input row, starting at 1, or null if the guest was created without rows.</summary>
    public long? RowNumber { get; init; }

    /// <summary>Whether both are the same guest. Row numbers are ignored.</summary>
    /// <param name="other">Another guest.</param>
    /// <returns>Whether all values that the service returned are the same.</returns>
    public bool Equals(Guest? other) =>
        other is not null
        && (Id, Name, Email, Token, CreatedDate, UpdatedDate, SelfUri) == (other.Id, other.Name, other.Email, other.Token, other.CreatedDate, other.UpdatedDate, other.SelfUri);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Id);

    /// <summary>Identifies the guest. The token is not included.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Printable.Text($"{Name} <{Email}> ({Id})");

    object IRowResult.Of(long row) => this with { RowNumber = row };
}
