using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>What became of a row: a contact or an error, never both and never neither.</summary>
public sealed record ContactOutcome : ProvisioningOutcome
{
    internal ContactOutcome(ContactRow row, Verdict verdict)
        : base(row, verdict.Result is Contact contact && contact.RowNumber != row.Number ? verdict.Of(contact with { RowNumber = row.Number }) : verdict)
    {
    }

    /// <summary>The row.</summary>
    public new ContactRow Row => (ContactRow)base.Row;

    /// <summary>The contact, if there is one.</summary>
    public Contact? Contact => (Contact?)Result;

    /// <inheritdoc/>
    internal override bool IsUpdate => Contact?.Change == ContactChange.Updated;
}
