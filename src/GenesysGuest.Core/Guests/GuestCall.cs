using Polly;

namespace GenesysGuest;

/// <summary>The terms on which one guest is created, and what its attempts have come to so far.</summary>
internal sealed class GuestCall(int maxRetryCount, TimeSpan outageTimeout, long? rowNumber, Action<Diagnostic>? log)
{
    private static readonly ResiliencePropertyKey<GuestCall> Key = new("GenesysGuest.Call");

    /// <summary>How many times the request is repeated at most.</summary>
    public int MaxRetryCount => maxRetryCount;

    /// <summary>How long an outage is waited out.</summary>
    public TimeSpan OutageTimeout => outageTimeout;

    /// <summary>How many retries were used up.</summary>
    public int Retries { get; set; }

    /// <summary>A limit of the user's own, on top of the server's; null: none.</summary>
    public RequestCap? Cap { get; init; }

    /// <summary>Awaited before each sending; null: nothing.</summary>
    public Func<Task>? Sending { get; init; }

    /// <summary>Awaited after each refusal that will be followed by another sending; null: nothing.</summary>
    public Func<Task>? Refused { get; init; }

    /// <summary>Gives up on an answer that was asked for already.</summary>
    public CancellationToken Abandon { get; init; }

    /// <summary>The call that a context belongs to.</summary>
    /// <param name="context">The context.</param>
    /// <returns>The call.</returns>
    public static GuestCall Of(ResilienceContext context) => context.Properties.GetValue(Key, null!);

    /// <summary>Makes this call the context's.</summary>
    /// <param name="context">The context.</param>
    public void JoinTo(ResilienceContext context) => context.Properties.Set(Key, this);

    /// <summary>Tells whoever watches.</summary>
    /// <param name="level">How much it matters.</param>
    /// <param name="message">What happened, without secrets; made only if someone watches.</param>
    public void Log(DiagnosticLevel level, Func<string> message)
    {
        if (log is not null)
        {
            log(new Diagnostic(level, rowNumber is { } row ? $"Row {row}: {message()}" : message()));
        }
    }
}
