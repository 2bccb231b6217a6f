using System.Management.Automation;

namespace GenesysGuest;

/// <summary>What the progress bar says of a run.</summary>
/// <param name="activity">What it calls the work.</param>
/// <param name="provisioner">The engine.</param>
internal sealed class ProvisioningProgress(string activity, Provisioner provisioner)
{
    private const int Id = 1;

    /// <summary>How far the work has come. A new record each time: who gets one may keep it.</summary>
    /// <param name="invalid">How many rows were refused before they reached the engine.</param>
    /// <returns>The record.</returns>
    public ProgressRecord Now(long invalid)
    {
        ProvisioningSummary summary = provisioner.Summary;
        return new ProgressRecord(Id, activity, (summary with { Failed = summary.Failed + invalid }).ToString())
        {
            CurrentOperation =
                provisioner.LimitWait > TimeSpan.Zero ? "Waiting for the request limit"
                : provisioner.OutageDuration > TimeSpan.Zero ? $"Waiting for the service, which has been failing for {provisioner.OutageDuration.TotalSeconds:0} s"
                : $"{provisioner.InHand} rows in hand",
            SecondsRemaining = provisioner.LimitWait > TimeSpan.Zero ? (int)Math.Ceiling(provisioner.LimitWait.TotalSeconds) : -1,
        };
    }

    /// <summary>The end.</summary>
    /// <returns>The record.</returns>
    public ProgressRecord Completed() => new(Id, activity, "Done") { RecordType = ProgressRecordType.Completed };
}
