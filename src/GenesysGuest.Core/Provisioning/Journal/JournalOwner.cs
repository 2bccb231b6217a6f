namespace GenesysGuest.Provisioning.Journal;

/// <summary>Whose rows a journal keeps. All organisations of a region share one address, so that it takes more than that to tell them apart.</summary>
/// <param name="Address">Where the rows go.</param>
/// <param name="ClientId">The OAuth client's id; null: not known, as with a bare access token.</param>
/// <param name="OrganizationId">The organisation's id; null: not known.</param>
internal sealed record JournalOwner(Uri Address, string? ClientId, string? OrganizationId)
{
    /// <summary>Whoever a connection speaks for.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="target">What the rows become.</param>
    /// <returns>The owner.</returns>
    public static JournalOwner Of(Connection connection, IProvisioningTarget target) =>
        new(target.AddressIn(connection.Environment), connection.ClientId, connection.OrganizationId);
}
