namespace GenesysGuest.Provisioning.Journal;

/// <summary>A row that was taken to be sent.</summary>
/// <param name="Row">The row.</param>
/// <param name="Identity">By what a later run recognizes it; nothing where there is no journal.</param>
internal readonly record struct RowInHand(ProvisioningRow Row, RowIdentity Identity)
{
    /// <summary>Whether the service may have acted on it in an earlier request.</summary>
    public bool MayHaveActed { get; init; }
}
