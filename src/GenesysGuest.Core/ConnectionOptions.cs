using System.Net;

namespace GenesysGuest;

/// <summary>How a connection reaches the network. Change the defaults only in tests, or if the network requires a specific proxy.</summary>
public sealed record ConnectionOptions
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(24); // timers on .NET Framework do not run much longer

    /// <summary>The proxy to use, or null for the system proxy. Addresses on this computer bypass the proxy.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>The credentials for the system proxy, or null to send none.</summary>
    public ICredentials? ProxyCredentials { get; init; }

    /// <summary>Whether to use a proxy. The default is true.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>The maximum duration of a request: more than zero and at most 24 days, or <see cref="Timeout.InfiniteTimeSpan"/>. After that, the response counts as lost. The default is 100 seconds.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>The maximum number of retries for a token request that was throttled or never sent: 0 or more. The default is 3.</summary>
    public int MaxRetryCount { get; init; } = 3;

    /// <summary>The longest <c>Retry-After</c> that is honored, from zero to 24 days. The default is 180 seconds, as in the published SDKs.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Creates the handler that sends requests, or null for the platform's handler. The connection disposes of the handler.</summary>
    public Func<HttpMessageHandler>? CreateHandler { get; init; }

    /// <summary>Returns a number in [0, 1) for the jitter of delays, or null for the platform's generator.</summary>
    public Func<double>? Random { get; init; }

    /// <summary>Validates the values.</summary>
    /// <param name="options">The options.</param>
    /// <returns>The same options.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A value is outside its range.</exception>
    internal static ConnectionOptions Checked(ConnectionOptions options)
    {
        if (options.RequestTimeout != Timeout.InfiniteTimeSpan && (options.RequestTimeout <= TimeSpan.Zero || options.RequestTimeout > Longest))
        {
            throw new ArgumentOutOfRangeException(nameof(options), "The request timeout must be more than zero and at most 24 days, or infinite.");
        }

        return options.MaxRetryCount < 0 || options.MaxRetryAfter < TimeSpan.Zero || options.MaxRetryAfter > Longest
            ? throw new ArgumentOutOfRangeException(nameof(options), "The maximum number of retries must be 0 or more, and the longest Retry-After must be from zero to 24 days.")
            : options;
    }
}
