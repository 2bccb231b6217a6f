using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>What became of a contact to remove: it was removed, or there is an error.</summary>
public sealed record ContactRemovalOutcome : ProvisioningOutcome
{
    internal ContactRemovalOutcome(ContactRemovalRow row, Verdict verdict)
        : base(row, verdict)
    {
    }

    /// <summary>The row.</summary>
    public new ContactRemovalRow Row => (ContactRemovalRow)base.Row;

    /// <summary>What is known of the contact, if it was removed: its id.</summary>
    public Contact? Contact => (Contact?)Result;

    /// <inheritdoc/>
    internal override Deed Deed => Deed.Removed;
}
