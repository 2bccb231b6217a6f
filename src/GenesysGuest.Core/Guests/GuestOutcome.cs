using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>The outcome of a row: either a guest or an error.</summary>
public sealed record GuestOutcome : ProvisioningOutcome
{
    internal GuestOutcome(GuestRow row, Verdict verdict)
        : base(row, verdict)
    {
    }

    /// <summary>The row.</summary>
    public new GuestRow Row => (GuestRow)base.Row;

    /// <summary>The guest, or null if the row failed.</summary>
    public Guest? Guest => (Guest?)Result;
}
