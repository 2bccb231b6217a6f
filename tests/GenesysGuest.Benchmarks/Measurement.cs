namespace GenesysGuest.Benchmarks;

/// <summary>One run of one side.</summary>
/// <param name="Rows">How many of them became what they should.</param>
/// <param name="Seconds">Wall time.</param>
/// <param name="ProcessorSeconds">Processor time of the client's process, all threads.</param>
/// <param name="PeakBytes">Peak resident memory of the client's process; 0: not measured.</param>
/// <param name="AllocatedBytes">What the client allocated; 0: not measured.</param>
/// <param name="Requests">How many requests the server counted; 0: not measured.</param>
internal sealed record Measurement(long Rows, double Seconds, double ProcessorSeconds, long PeakBytes = 0, long AllocatedBytes = 0, long Requests = 0)
{
    public double RowsPerSecond => Rows / Seconds;

    public double ProcessorMicrosecondsPerRow => ProcessorSeconds / Rows * 1e6;
}
