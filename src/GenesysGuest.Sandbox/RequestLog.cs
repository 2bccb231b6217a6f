namespace GenesysGuest.Sandbox;

/// <summary>Counts the requests to a <see cref="SandboxServer"/>, and keeps the latest requests in detail. Thread-safe.</summary>
public sealed class RequestLog
{
    private readonly Lock _gate = new();
    private readonly Queue<SandboxRequest> _recent = new();
    private readonly int _capacity;
    private readonly TimeProvider _clock;
    private int _authorize;
    private int _token;
    private int _guests;
    private int _guestsThrottled;
    private int _guestsUnauthorized;
    private int _guestsInFlight;
    private int _peakConcurrentGuests;
    private int _contacts;
    private int _contactsThrottled;

    internal RequestLog(int capacity, TimeProvider clock)
    {
        _capacity = capacity;
        _clock = clock;
    }

    /// <summary>The number of requests to the authorize addresses.</summary>
    public int Authorize => Volatile.Read(ref _authorize);

    /// <summary>The number of requests to the token addresses.</summary>
    public int Token => Volatile.Read(ref _token);

    /// <summary>The number of requests to the guests address, with any outcome.</summary>
    public int Guests => Volatile.Read(ref _guests);

    /// <summary>The number of <see cref="Guests"/> requests that received a 429, because of the rate limit or a fault.</summary>
    public int GuestsThrottled => Volatile.Read(ref _guestsThrottled);

    /// <summary>The number of <see cref="Guests"/> requests that received a 401, because of a missing or invalid token or a fault.</summary>
    public int GuestsUnauthorized => Volatile.Read(ref _guestsUnauthorized);

    /// <summary>The highest number of guest requests in progress at the same time.</summary>
    public int PeakConcurrentGuests => Volatile.Read(ref _peakConcurrentGuests);

    /// <summary>The number of requests that send contacts, with any outcome.</summary>
    public int Contacts => Volatile.Read(ref _contacts);

    /// <summary>The number of <see cref="Contacts"/> requests that received a 429, because of the rate limit or a fault.</summary>
    public int ContactsThrottled => Volatile.Read(ref _contactsThrottled);

    /// <summary>The latest requests, oldest first: at most <see cref="SandboxOptions.RecentRequests"/>. Requests under <c>/_sandbox/</c> are not
    /// included.</summary>
    public IReadOnlyList<SandboxRequest> Recent
    {
        get
        {
            lock (_gate)
            {
                return [.. _recent];
            }
        }
    }

    internal void CountAuthorize() => Interlocked.Increment(ref _authorize);

    internal void CountToken() => Interlocked.Increment(ref _token);

    internal void CountContacts() => Interlocked.Increment(ref _contacts);

    internal void CountContactResponse(int status)
    {
        if (status == StatusCodes.Status429TooManyRequests)
        {
            Interlocked.Increment(ref _contactsThrottled);
        }
    }

    internal void EnterGuests()
    {
        Interlocked.Increment(ref _guests);
        int now = Interlocked.Increment(ref _guestsInFlight);
        int peak = Volatile.Read(ref _peakConcurrentGuests);
        while (now > peak)
        {
            int seen = Interlocked.CompareExchange(ref _peakConcurrentGuests, now, peak);
            if (seen == peak)
            {
                break;
            }

            peak = seen;
        }
    }

    // Counts before the response is sent, so that the count includes a 429 that a client has already read.
    internal void CountGuestResponse(int status)
    {
        if (status == StatusCodes.Status429TooManyRequests)
        {
            Interlocked.Increment(ref _guestsThrottled);
        }
        else if (status == StatusCodes.Status401Unauthorized)
        {
            Interlocked.Increment(ref _guestsUnauthorized);
        }
    }

    internal void LeaveGuests() => Interlocked.Decrement(ref _guestsInFlight);

    internal void Record(HttpRequest request)
    {
        if (_capacity == 0)
        {
            return;
        }

        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        foreach (KeyValuePair<string, Microsoft.Extensions.Primitives.StringValues> header in request.Headers)
        {
            headers[header.Key] = header.Value.ToString();
        }

        if (headers.TryGetValue("Authorization", out string? authorization))
        {
            headers["Authorization"] = authorization.Split(' ', 2)[0];
        }

        SandboxRequest entry = new(request.Method, request.Path.Value ?? "", request.QueryString.Value ?? "", headers, _clock.GetUtcNow());
        lock (_gate)
        {
            _recent.Enqueue(entry);
            if (_recent.Count > _capacity)
            {
                _recent.Dequeue();
            }
        }
    }
}
