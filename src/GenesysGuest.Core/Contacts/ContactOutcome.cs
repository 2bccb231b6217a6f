using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>The outcome of a row: either a contact or an error.</summary>
public sealed record ContactOutcome : ProvisioningOutcome
{
    internal ContactOutcome(ContactRow row, Verdict verdict)
        : base(row, verdict)
    {
    }

    /// <summary>The row.</summary>
    public new ContactRow Row => (ContactRow)base.Row;

    /// <summary>The contact, or null if the row failed.</summary>
    public Contact? Contact => (Contact?)Result;

    /// <inheritdoc/>
    internal override ResultKind ResultKind => Contact?.ResultKind ?? ResultKind.Created;
}
