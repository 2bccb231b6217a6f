using System.Globalization;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Composes the progress records of a run.</summary>
/// <param name="activity">The name of the work.</param>
/// <param name="provisioner">The engine.</param>
/// <param name="total">The number of rows, or null if it is unknown.</param>
internal sealed class ProvisioningProgress(string activity, Provisioner provisioner, long? total)
{
    private const int Id = 1;

    /// <summary>Creates a record of the current progress. It is a new record each time, because a host may keep one.</summary>
    /// <param name="refused">The number of rows that were rejected before they reached the engine.</param>
    /// <param name="passedOver">The number of empty rows.</param>
    /// <returns>The record. Its remaining seconds are those of the whole run. The status describes a wait in words, because every view shows the status.</returns>
    public ProgressRecord Now(long refused, long passedOver)
    {
        ProvisioningSummary summary = provisioner.Summary;
        summary = summary with { Failed = summary.Failed + refused, PassedOver = passedOver };
        long done = summary.Total;
        string wait = Wait;
        return new ProgressRecord(Id, activity, (wait.Length == 0 ? "" : $"{wait}: ") + (total is { } all ? string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1:N0}: {2}", done, all, summary) : summary.ToString()))
        {
            CurrentOperation = wait.Length == 0 ? $"{provisioner.InHand} rows in progress" : wait,
            PercentComplete = total is { } whole ? (int)Math.Min(100, 100 * done / whole) : -1,
            SecondsRemaining = total is { } rows && done > 0 ? (int)Math.Min(int.MaxValue, Math.Ceiling(summary.Duration.TotalSeconds / done * Math.Max(0, rows - done))) : -1,
        };
    }

    /// <summary>Creates the record that ends the progress bar.</summary>
    /// <returns>The record.</returns>
    public ProgressRecord Completed() => new(Id, activity, "Done") { RecordType = ProgressRecordType.Completed };

    private string Wait =>
        provisioner.LimitWait > TimeSpan.Zero ? $"Waiting {Math.Ceiling(provisioner.LimitWait.TotalSeconds):0} s for the rate limit"
        : provisioner.OutageDuration > TimeSpan.Zero ? $"Waiting for the service, which has been failing for {provisioner.OutageDuration.TotalSeconds:0} s"
        : "";
}
