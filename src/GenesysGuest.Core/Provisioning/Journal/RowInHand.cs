namespace GenesysGuest.Provisioning.Journal;

/// <summary>A row that was taken for sending.</summary>
/// <param name="Row">The row.</param>
/// <param name="Identity">The identity by which a later run recognizes the row. The default value if there is no journal.</param>
internal readonly record struct RowInHand(ProvisioningRow Row, RowIdentity Identity)
{
    /// <summary>Whether the service may have acted on the row in an earlier request.</summary>
    public bool MayHaveActed { get; init; }
}
