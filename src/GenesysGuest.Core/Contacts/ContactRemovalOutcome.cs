using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>The outcome of removing a contact: either success or an error.</summary>
public sealed record ContactRemovalOutcome : ProvisioningOutcome
{
    internal ContactRemovalOutcome(ContactRemovalRow row, Verdict verdict)
        : base(row, verdict)
    {
    }

    /// <summary>The row.</summary>
    public new ContactRemovalRow Row => (ContactRemovalRow)base.Row;

    /// <summary>The removed contact, of which only the id is known, or null if the row failed.</summary>
    public Contact? Contact => (Contact?)Result;

    /// <inheritdoc/>
    internal override ResultKind ResultKind => ResultKind.Removed;
}
