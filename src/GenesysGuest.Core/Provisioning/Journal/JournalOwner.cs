namespace GenesysGuest.Provisioning.Journal;

/// <summary>Whose rows a journal keeps. All organizations of a region share one address, so that it takes more than that to tell them apart.</summary>
/// <param name="Address">Where the rows go.</param>
/// <param name="ClientId">The OAuth client's id; null: not known, as with a bare access token.</param>
/// <param name="OrganizationId">The organization's id; null: not known.</param>
/// <param name="IdentityColumn">The column by which rows are recognized; null: by their content.</param>
internal sealed record JournalOwner(Uri Address, string? ClientId, string? OrganizationId, string? IdentityColumn = null)
{
    /// <summary>Whoever a connection speaks for.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="target">What the rows become.</param>
    /// <param name="options">How the rows are recognized.</param>
    /// <returns>The owner.</returns>
    public static JournalOwner Of(Connection connection, IProvisioningTarget target, ProvisioningOptions options) =>
        new(target.AddressIn(connection.Environment), connection.ClientId, connection.OrganizationId, options.IdentityColumn);
}
