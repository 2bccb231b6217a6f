using System.Net;

namespace GenesysGuest;

/// <summary>How a connection reaches the network. The defaults suit everyone but tests and networks with a proxy of their own.</summary>
public sealed record ConnectionOptions
{
    /// <summary>The proxy to use; null: the system's. An address on this computer is reached by none.</summary>
    public IWebProxy? Proxy { get; init; }

    /// <summary>What the system's proxy is told when it asks who we are; null: nothing.</summary>
    public ICredentials? ProxyCredentials { get; init; }

    /// <summary>Whether to use a proxy at all; true by default.</summary>
    public bool UseProxy { get; init; } = true;

    /// <summary>How long one request may take before its answer counts as lost; 100 seconds by default.</summary>
    public TimeSpan RequestTimeout { get; init; } = TimeSpan.FromSeconds(100);

    /// <summary>How many times a token request that was throttled, or never left, is repeated; 3 by default.</summary>
    public int MaxRetryCount { get; init; } = 3;

    /// <summary>The longest <c>Retry-After</c> that is waited for; 180 seconds by default, as in the published SDKs.</summary>
    public TimeSpan MaxRetryAfter { get; init; } = TimeSpan.FromSeconds(180);

    /// <summary>The clock.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Makes the handler that sends requests; null: the platform's. The connection disposes of what it makes.</summary>
    public Func<HttpMessageHandler>? CreateHandler { get; init; }

    /// <summary>A number in [0, 1) for the jitter of waits; null: the platform's.</summary>
    public Func<double>? Random { get; init; }
}
