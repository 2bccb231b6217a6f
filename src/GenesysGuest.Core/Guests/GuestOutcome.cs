using GenesysGuest.Provisioning;

namespace GenesysGuest;

/// <summary>What became of a row: a guest or an error, never both and never neither.</summary>
public sealed record GuestOutcome : ProvisioningOutcome
{
    internal GuestOutcome(GuestRow row, Verdict verdict)
        : base(row, verdict)
    {
    }

    /// <summary>The row.</summary>
    public new GuestRow Row => (GuestRow)base.Row;

    /// <summary>The guest, if there is one.</summary>
    public Guest? Guest => (Guest?)Result;
}
