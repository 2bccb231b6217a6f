using System.Globalization;

namespace GenesysGuest;

/// <summary>How far the work has come.</summary>
/// <param name="Created">Guests handed out.</param>
/// <param name="Failed">Errors handed out.</param>
/// <param name="Duration">Since the first row.</param>
public sealed record ProvisioningSummary(long Created, long Failed, TimeSpan Duration)
{
    /// <summary>Rows a second; zero before there is a duration.</summary>
    public double RowsPerSecond => Duration > TimeSpan.Zero ? (Created + Failed) / Duration.TotalSeconds : 0;

    /// <summary>The figures.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => string.Format(
        CultureInfo.CurrentCulture, "{0:N0} created, {1:N0} failed in {2:0.0} s ({3:N1} rows a second)", Created, Failed, Duration.TotalSeconds, RowsPerSecond);
}
