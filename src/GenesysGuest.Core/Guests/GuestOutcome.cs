using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>What became of a row: a guest or an error, never both and never neither.</summary>
public sealed record GuestOutcome : ProvisioningOutcome
{
    internal GuestOutcome(GuestRow row, Verdict verdict)
        : base(row, verdict.Result is Guest guest && guest.RowNumber != row.Number ? verdict.Of(guest with { RowNumber = row.Number }) : verdict)
    {
    }

    /// <summary>The row.</summary>
    public new GuestRow Row => (GuestRow)base.Row;

    /// <summary>The guest, if there is one.</summary>
    public Guest? Guest => (Guest?)Result;
}
