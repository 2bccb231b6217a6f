using System.Runtime.InteropServices;

namespace GenesysGuest.Sandbox;

/// <summary>Where a token stands in its window after a request.</summary>
/// <param name="Limit">Requests in one window; 0 for no limit.</param>
/// <param name="Count">Requests in this window, this one included.</param>
/// <param name="SecondsLeft">Whole seconds until the next window, rounded up: at least 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateReading(int Limit, int Count, int SecondsLeft)
{
    public bool IsExceeded => Limit > 0 && Count > Limit;
}
