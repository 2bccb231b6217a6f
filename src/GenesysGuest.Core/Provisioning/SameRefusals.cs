using System.Net;

namespace GenesysGuest.Provisioning;

/// <summary>Counts consecutive refusals with a cause that affects all rows. A few of them end the run, because all other rows would be refused too. Thread-safe.</summary>
/// <remarks>A 407 from a proxy ends the run immediately, because repeated attempts with a wrong password lock accounts.</remarks>
/// <param name="longestWait">The longest acceptable wait. A response that requests a longer wait affects all rows.</param>
internal sealed class SameRefusals(TimeSpan longestWait)
{
    /// <summary>The number of consecutive refusals that ends the run.</summary>
    private const int Handful = 5;

    private readonly object _gate = new();
    private (ErrorId ErrorId, string? ServerCode) _last;
    private int _count;

    /// <summary>Counts a response.</summary>
    /// <param name="verdict">The verdict on its first row.</param>
    /// <returns>The error that ends the run, or null to continue.</returns>
    public GenesysException? Add(Verdict verdict)
    {
        ProvisioningException? error = verdict.Error;
        bool isFromProxy = error?.StatusCode == HttpStatusCode.ProxyAuthenticationRequired;
        bool isShared = error is not null && (isFromProxy || error.IsSameForAll || error.RetryAfter > longestWait);
        if (!isShared && Volatile.Read(ref _count) == 0)
        {
            return null; // the usual case, without a lock, so that rows do not wait for each other
        }

        lock (_gate)
        {
            (ErrorId, string?) kind = isShared ? (error!.ErrorId, error.ServerCode) : default;
            _count = !isShared ? 0 : _count > 0 && _last == kind ? _count + 1 : 1;
            _last = kind;
            if (_count < (isFromProxy ? 1 : Handful))
            {
                return null;
            }
        }

        string end = isFromProxy ? "No more requests are sent to the proxy, to avoid locking an account." : $"{Handful} consecutive responses reported the same error.";
        return error!.Reworded($"{error.Reason} {end}");
    }
}
