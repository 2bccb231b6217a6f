using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Resilience;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>A pacer and those who want to pass it, on a clock that a test moves. All times are seconds.</summary>
internal sealed class PacerUnderTest : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromDays(2);

    private readonly ManualClock _clock = new();
    private readonly Pacer _pacer;

    public PacerUnderTest() => _pacer = new Pacer(_clock);

    /// <summary>How many were let through and are not answered yet.</summary>
    public int UnderWay => _pacer.UnderWay;

    /// <summary>The wait that is shown.</summary>
    public double Wait => _pacer.Wait.TotalSeconds;

    /// <summary>Requests ask for a turn; those that get none wait in a queue.</summary>
    /// <returns>How many got one at once.</returns>
    public int Enter(int requests = 1)
    {
        int before = _pacer.UnderWay;
        for (int i = 0; i < requests; i++)
        {
            _ = _pacer.EnterAsync(Patience, CancellationToken.None).AsTask();
        }

        return _pacer.UnderWay - before;
    }

    /// <summary>What is under way ends without an answer; one more request asks for a turn and gets none, and time passes until it has one.</summary>
    /// <returns>How long that took.</returns>
    public double OpensAfter()
    {
        while (_pacer.UnderWay > 0)
        {
            _pacer.Leave(_pacer.Sent(), response: null, closedFor: null);
        }

        Assert.Equal(0, Enter());
        DateTimeOffset start = _clock.GetUtcNow();
        for (int timers = 0; _pacer.UnderWay == 0; timers++)
        {
            Assert.InRange(timers, 0, 100);
            Assert.True(_clock.AdvanceToNextTimer(), "Nobody will ever be let through.");
        }

        return (_clock.GetUtcNow() - start).TotalSeconds;
    }

    /// <summary>Time passes.</summary>
    public void Advance(double seconds) => _clock.Advance(TimeSpan.FromSeconds(seconds));

    /// <summary>Requests are answered well, without a word about the limit.</summary>
    public void Succeed(int requests = 1)
    {
        for (int i = 0; i < requests; i++)
        {
            Leave(_pacer.Sent(), HttpStatusCode.Created, retryAfter: null, limit: null);
        }
    }

    /// <summary>A request is answered well, with the headers of the limit.</summary>
    /// <param name="allowed">How many a window allows.</param>
    /// <param name="count">How many were counted.</param>
    /// <param name="reset">How long the window still lasts.</param>
    /// <param name="sentAgo">How long ago it was sent.</param>
    public void Succeed(int allowed, int count, int reset, double sentAgo = 0) => Leave(
        _pacer.Sent() - TimeSpan.FromSeconds(sentAgo), HttpStatusCode.Created, retryAfter: null, new RateLimit(allowed, count, TimeSpan.FromSeconds(reset)));

    /// <summary>A request is refused (429).</summary>
    public void Refuse(double retryAfter) => Leave(_pacer.Sent(), HttpStatusCode.TooManyRequests, TimeSpan.FromSeconds(retryAfter), limit: null);

    public void Dispose() => _pacer.Dispose();

    private void Leave(TimeSpan sent, HttpStatusCode status, TimeSpan? retryAfter, RateLimit? limit)
    {
        Assert.NotEqual(0, _pacer.UnderWay);
        _pacer.Leave(
            sent,
            new Response(status, Body: default, BodyCompleteness.Whole, RawCorrelationId: null, retryAfter, limit),
            status == HttpStatusCode.TooManyRequests ? retryAfter ?? TimeSpan.FromSeconds(1) : null);
    }
}
