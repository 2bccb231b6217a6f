using System.Globalization;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>What the progress bar says of a run.</summary>
/// <param name="activity">What it calls the work.</param>
/// <param name="provisioner">The engine.</param>
/// <param name="total">How many rows there are; null: nobody knows.</param>
internal sealed class ProvisioningProgress(string activity, Provisioner provisioner, long? total)
{
    private const int Id = 1;

    /// <summary>How far the work has come. A new record each time: who gets one may keep it.</summary>
    /// <param name="refused">How many rows were refused before they reached the engine.</param>
    /// <param name="passedOver">How many were empty.</param>
    /// <returns>The record. Its seconds are those of the whole run; a wait is said in words, in the status, which every view shows.</returns>
    public ProgressRecord Now(long refused, long passedOver)
    {
        ProvisioningSummary summary = provisioner.Summary;
        summary = summary with { Failed = summary.Failed + refused, PassedOver = passedOver };
        long done = summary.Total;
        string wait = Wait;
        return new ProgressRecord(Id, activity, (wait.Length == 0 ? "" : $"{wait}: ") + (total is { } all ? string.Format(CultureInfo.CurrentCulture, "{0:N0} of {1:N0}: {2}", done, all, summary) : summary.ToString()))
        {
            CurrentOperation = wait.Length == 0 ? $"{provisioner.InHand} rows in hand" : wait,
            PercentComplete = total is { } whole ? (int)Math.Min(100, 100 * done / whole) : -1,
            SecondsRemaining = total is { } rows && done > 0 ? (int)Math.Min(int.MaxValue, Math.Ceiling(summary.Duration.TotalSeconds / done * Math.Max(0, rows - done))) : -1,
        };
    }

    /// <summary>The end.</summary>
    /// <returns>The record.</returns>
    public ProgressRecord Completed() => new(Id, activity, "Done") { RecordType = ProgressRecordType.Completed };

    private string Wait =>
        provisioner.LimitWait > TimeSpan.Zero ? $"Waiting {Math.Ceiling(provisioner.LimitWait.TotalSeconds):0} s for the request limit"
        : provisioner.OutageDuration > TimeSpan.Zero ? $"Waiting for the service, which has been failing for {provisioner.OutageDuration.TotalSeconds:0} s"
        : "";
}
