namespace GenesysGuest.Tests.Support;

/// <summary>What one endpoint of a <see cref="ScriptedServer"/> answers, and what it was asked.</summary>
internal sealed class Script
{
    private readonly Lock _gate = new();
    private readonly List<SentRequest> _requests = [];
    private int _underWay;
    private Func<SentRequest, int, Reply> _answer = (_, _) => throw new InvalidOperationException("Nobody was to ask this endpoint.");

    /// <summary>A copy of what was asked so far.</summary>
    public IReadOnlyList<SentRequest> Requests
    {
        get
        {
            lock (_gate)
            {
                return [.. _requests];
            }
        }
    }

    /// <summary>How many requests came so far.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _requests.Count;
            }
        }
    }

    /// <summary>How many requests are under way.</summary>
    public int UnderWay
    {
        get
        {
            lock (_gate)
            {
                return _underWay;
            }
        }
    }

    /// <summary>The most requests that were ever under way at one time.</summary>
    public int PeakUnderWay { get; private set; }

    /// <summary>Answers with each of these in turn, then with the last for ever.</summary>
    public void Replies(params Reply[] replies) => Answers((_, index) => replies[Math.Min(index, replies.Length - 1)]);

    /// <summary>Answers as a function of the request and of how many came before it since now.</summary>
    public void Answers(Func<SentRequest, int, Reply> answer)
    {
        lock (_gate)
        {
            int before = _requests.Count;
            _answer = (request, index) => answer(request, index - before);
        }
    }

    /// <summary>Takes down a request, and its body unless it never left, and says what comes of it.</summary>
    public Reply Take(SentRequest request)
    {
        lock (_gate)
        {
            Reply reply = _answer(request, _requests.Count);
            if (reply.TakesRequest)
            {
                _ = request.Content.Value;
            }

            _requests.Add(request);
            PeakUnderWay = Math.Max(PeakUnderWay, ++_underWay);
            return reply;
        }
    }

    /// <summary>Says that a request is no longer under way.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _underWay--;
        }
    }
}
