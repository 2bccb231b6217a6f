namespace GenesysGuest.Provisioning.Journal;

/// <summary>The owner of the rows in a journal. The address alone does not identify the owner, because all organizations of a region share it.</summary>
/// <param name="Address">The address that the rows are sent to.</param>
/// <param name="ClientId">The id of the OAuth client, or null if it is unknown, as with a bare access token.</param>
/// <param name="OrganizationId">The id of the organization, or null if it is unknown.</param>
/// <param name="IdentityColumn">The column that identifies rows, or null if they are identified by their content.</param>
internal sealed record JournalOwner(Uri Address, string? ClientId, string? OrganizationId, string? IdentityColumn = null)
{
    /// <summary>Returns the owner for a connection.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="target">The target of the rows.</param>
    /// <param name="options">The options, which define how rows are identified.</param>
    /// <returns>The owner.</returns>
    public static JournalOwner Of(Connection connection, IProvisioningTarget target, ProvisioningOptions options) =>
        new(target.AddressIn(connection.Environment), connection.ClientId, connection.OrganizationId, options.IdentityColumn);
}
