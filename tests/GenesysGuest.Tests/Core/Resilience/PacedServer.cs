using System.Net;
using GenesysGuest.Http;
using GenesysGuest.Resilience;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>
/// Clients that share a pacer, and a server that counts requests in fixed windows, the first of which begins with the first request: all on one
/// thread and one clock, so that a seed tells the whole story.
/// </summary>
internal sealed class PacedServer : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(10);

    private readonly ManualClock _clock = new();
    private readonly PriorityQueue<Action, (TimeSpan At, int Order)> _events = new();
    private readonly List<Task<TimeSpan?>> _entering = [];
    private readonly Pacer _pacer;
    private readonly DateTimeOffset _start;
    private TimeSpan? _windowStart;
    private int _counted;
    private int _toSend;
    private int _underWay;
    private int _order;

    public PacedServer()
    {
        _pacer = new Pacer(_clock);
        _start = _clock.GetUtcNow();
    }

    /// <summary>How many requests a window allows.</summary>
    public required int Allowed { get; set; }

    /// <summary>How long a window is.</summary>
    public required TimeSpan Window { get; init; }

    /// <summary>How many requests may be under way at once.</summary>
    public required int Throttle { get; init; }

    /// <summary>How long a request takes to the server, and its answer back.</summary>
    public required Func<TimeSpan> Way { get; init; }

    /// <summary>Whether answers tell of the limit before it is reached.</summary>
    public bool HasHeaders { get; init; } = true;

    /// <summary>How many requests of another client come before a request of ours.</summary>
    public Func<int> Others { get; init; } = () => 0;

    /// <summary>For each window, how many of our requests were let in and how many were refused.</summary>
    public List<(int Accepted, int Refused)> Windows { get; } = [];

    private TimeSpan Now => _clock.GetUtcNow() - _start;

    /// <summary>Sends requests until that many were let in.</summary>
    /// <param name="requests">How many.</param>
    /// <param name="atMost">Not to take longer than this.</param>
    /// <returns>How long it took; null: it was not done in that time.</returns>
    public TimeSpan? Run(int requests, TimeSpan atMost)
    {
        _toSend = requests;
        for (int client = 0; client < Math.Min(Throttle, requests); client++)
        {
            Next();
        }

        while (_toSend > 0 || _entering.Count > 0 || _events.Count > 0)
        {
            Send();
            if (_events.TryPeek(out Action? action, out (TimeSpan At, int Order) next) && next.At <= Now)
            {
                _events.Dequeue();
                action();
            }
            else if (Now > atMost)
            {
                return null;
            }
            else
            {
                _clock.Advance(Tick);
            }
        }

        return Now;
    }

    public void Dispose() => _pacer.Dispose();

    private void Next()
    {
        if (_toSend > 0)
        {
            _toSend--;
            _entering.Add(_pacer.EnterAsync(TimeSpan.FromDays(1), CancellationToken.None).AsTask());
        }
    }

    /// <summary>Sends off what the pacer has let through, once all of it knows.</summary>
    private void Send()
    {
        int known = _underWay;
        SpinWait.SpinUntil(() => _entering.Count(task => task.IsCompleted) == _pacer.UnderWay - known);
        foreach (Task<TimeSpan?> entered in _entering.Where(task => task.IsCompleted).ToArray())
        {
            _entering.Remove(entered);
            _underWay++;
            TimeSpan sent = _pacer.Sent();
            At(Way(), () => Receive(sent));
        }
    }

    private void Receive(TimeSpan sent)
    {
        if (_windowStart is not { } start || Now >= start + Window)
        {
            _windowStart = start = Now;
            _counted = 0;
            Windows.Add(default);
        }

        _counted += Others() + 1;
        bool isRefused = _counted > Allowed;
        (int accepted, int refused) = Windows[^1];
        Windows[^1] = isRefused ? (accepted, refused + 1) : (accepted + 1, refused);
        TimeSpan left = TimeSpan.FromSeconds(Math.Ceiling((start + Window - Now).TotalSeconds));
        Response answer = new(
            isRefused ? HttpStatusCode.TooManyRequests : HttpStatusCode.Created, Body: default, BodyCompleteness.Whole, RawCorrelationId: null,
            isRefused ? left : null, HasHeaders ? new RateLimit(Allowed, _counted, left) : null);
        At(Way(), () =>
        {
            _underWay--;
            _pacer.Leave(sent, answer, answer.RetryAfter);
            _toSend += isRefused ? 1 : 0;
            Next();
        });
    }

    private void At(TimeSpan later, Action action) => _events.Enqueue(action, (Now + later, _order++));
}
