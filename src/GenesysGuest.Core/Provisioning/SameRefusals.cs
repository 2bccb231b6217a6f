using System.Net;

namespace GenesysGuest.Provisioning;

/// <summary>Counts refusals whose reason all rows share. After a handful in a row, the next answer would be the same. Thread-safe.</summary>
/// <remarks>A proxy's 407 ends the work at once: to present a wrong password again and again locks accounts.</remarks>
/// <param name="longestWait">Who asks for a longer wait than this asks all rows for it.</param>
internal sealed class SameRefusals(TimeSpan longestWait)
{
    /// <summary>So many end the work.</summary>
    public const int Handful = 5;

    private readonly object _gate = new();
    private (ErrorId ErrorId, string? ServerCode) _last;
    private int _count;

    /// <summary>Counts an answer.</summary>
    /// <param name="verdict">What it said of its first row.</param>
    /// <returns>What ends the work; null: it goes on.</returns>
    public GenesysException? Add(Verdict verdict)
    {
        ProvisioningException? error = verdict.Error;
        bool isProxys = error?.StatusCode == HttpStatusCode.ProxyAuthenticationRequired;
        bool isShared = error is not null && (isProxys || error.IsSameForAll || error.RetryAfter > longestWait);
        if (!isShared && Volatile.Read(ref _count) == 0)
        {
            return null; // as with nearly every row: none of them waits for another here
        }

        lock (_gate)
        {
            (ErrorId, string?) kind = isShared ? (error!.ErrorId, error.ServerCode) : default;
            _count = !isShared ? 0 : _count > 0 && _last == kind ? _count + 1 : 1;
            _last = kind;
            if (_count < (isProxys ? 1 : Handful))
            {
                return null;
            }
        }

        string end = isProxys ? "The proxy is not asked again, so that it locks no account." : $"{Handful} answers in a row said the same.";
        return error!.Reworded($"{error.Reason} {end}");
    }
}
