using System.Globalization;

namespace GenesysGuest.SignIn.Loopback;

/// <summary>The callbacks that a receiver rejected. Counts them, and reports each kind of error once. Thread-safe.</summary>
/// <param name="onRejected">Receives the reported errors, from any thread, or null.</param>
internal sealed class RejectedCallbacks(Action<SignInException>? onRejected)
{
    /// <summary>The maximum number of reported rejections. The kind of error matters, not the count.</summary>
    private const int MaxReported = 10;

    private readonly HashSet<string> _reported = new(StringComparer.Ordinal); // also used as its own lock
    private int _count;
    private SignInException? _lastFault;

    /// <summary>The number of rejected callbacks.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>Counts a callback. Reports its error immediately, because the browser does not show the reason to the user.</summary>
    /// <param name="error">The error.</param>
    /// <param name="isOfThisRequest">Whether the sender knew the state. If not, only an error without a state is reported.</param>
    public void Add(SignInException error, bool isOfThisRequest)
    {
        Interlocked.Increment(ref _count);
        if (isOfThisRequest)
        {
            Volatile.Write(ref _lastFault, error);
        }
        else if (!error.IsStrayError)
        {
            return;
        }

        lock (_reported)
        {
            if (_reported.Count == MaxReported || !_reported.Add(error.Message))
            {
                return;
            }
        }

        onRejected?.Invoke(error);
    }

    /// <summary>Creates the error for a wait that ended without a valid response.</summary>
    /// <param name="redirectUri">The redirect URI.</param>
    /// <param name="timeout">How long the receiver waited.</param>
    /// <returns>The error, with the last rejected callback of this request as its cause.</returns>
    public SignInException TimedOut(string redirectUri, TimeSpan timeout)
    {
        string seconds = timeout.TotalSeconds.ToString("0.###", CultureInfo.InvariantCulture);
        if (Volatile.Read(ref _lastFault) is { } fault)
        {
            return new(
                ErrorId.AuthorizationTimedOut,
                $"No valid response was received on {redirectUri} within {seconds} seconds. The browser returned, but its response was rejected: {fault.Message}",
                fault.Remedy,
                fault) { NextStep = fault.NextStep };
        }

        int count = Count;
        string unrelated = count == 0
            ? ""
            : $" {count} callback(s) were rejected because they did not belong to this request. An older browser window or another program is calling this address.";
        return new(
            ErrorId.AuthorizationTimedOut,
            $"No response was received on {redirectUri} within {seconds} seconds.{unrelated}",
            "Sign in again and finish in the browser window that opens. If the browser showed an error, check that exactly this redirect URI is registered " +
            "with the OAuth client. If the browser is on another machine, sign in in two steps: open the address of an authorization request there, and then " +
            "copy back the final address from the browser.") { NextStep = NextStep.SignInInTwoSteps };
    }
}
