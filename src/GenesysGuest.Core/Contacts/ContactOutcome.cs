using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>What became of a row: a contact or an error, never both and never neither.</summary>
public sealed record ContactOutcome : ProvisioningOutcome
{
    internal ContactOutcome(ContactRow row, Verdict verdict)
        : base(row, verdict)
    {
    }

    /// <summary>The row.</summary>
    public new ContactRow Row => (ContactRow)base.Row;

    /// <summary>The contact, if there is one.</summary>
    public Contact? Contact => (Contact?)Result;

    /// <inheritdoc/>
    internal override Deed Deed => Contact?.Deed ?? Deed.Created;
}
