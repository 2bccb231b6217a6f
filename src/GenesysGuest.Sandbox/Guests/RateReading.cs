using System.Runtime.InteropServices;

namespace GenesysGuest.Sandbox;

/// <summary>The state of a token's rate window after a request.</summary>
/// <param name="Limit">The limit of requests in one window. 0 is no limit.</param>
/// <param name="Count">The number of requests in this window, including this one.</param>
/// <param name="SecondsLeft">The whole seconds until the next window, rounded up: at least 1.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RateReading(int Limit, int Count, int SecondsLeft)
{
    public bool IsExceeded => Limit > 0 && Count > Limit;
}
