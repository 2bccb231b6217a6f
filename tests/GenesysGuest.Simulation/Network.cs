using System.Net;
using System.Net.Http.Headers;
using System.Text;

namespace GenesysGuest.Simulation;

/// <summary>The network between a run and the service: it takes time, and does to requests and answers what the weather is.</summary>
/// <param name="world">The world.</param>
/// <param name="service">What is at the other end.</param>
/// <param name="weather">The weather.</param>
/// <param name="target">What the rows become.</param>
/// <param name="run">Whose requests these are.</param>
internal sealed class Network(World world, Service service, Weather weather, ITarget target, Run run) : HttpMessageHandler
{
    private const string TokenRequest = "a token request";

    private readonly Dictionary<string, TimeSpan> _forbidden = new(StringComparer.Ordinal); // by what an answer was about: a row, or everything
    private readonly HashSet<string> _unanswered = new(StringComparer.Ordinal); // rows that were sent, and may not be again
    private bool _isClosed;

    protected override void Dispose(bool disposing)
    {
        _isClosed = true;
        base.Dispose(disposing);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        cancellationToken.ThrowIfCancellationRequested();
        bool isTokenEndpoint = request.RequestUri!.AbsolutePath.EndsWith("oauth/token", StringComparison.Ordinal);
        Fault fault = run.IsCalm ? Fault.None : weather.Next(isTokenEndpoint);
        TimeSpan there = world.Dice.Seconds(0.001, 0.2);
        if (fault == Fault.Refused || (isTokenEndpoint && fault != Fault.None))
        {
            run.Unreached++;
        }

        if (fault == Fault.Refused)
        {
            await DelayAsync(there, cancellationToken);
            world.Say($"run {run.Number}: the connection is refused");
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"Connection refused ({request.Headers.Authorization})");
        }

        // From here on it has left.
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        Flight flight = isTokenEndpoint ? new TokenFlight(this, request, body, fault) : new RowsFlight(this, request, body, fault);
        flight.Leave(there);
        using CancellationTokenRegistration abandoned = cancellationToken.Register(() => flight.Back.TrySetCanceled(cancellationToken));
        try
        {
            return await flight.Back.Task;
        }
        catch
        {
            _unanswered.UnionWith(flight.Keys);
            run.Unreached += isTokenEndpoint ? 1 : 0;
            throw;
        }
    }

    private async Task DelayAsync(TimeSpan time, CancellationToken cancellationToken)
    {
        TaskCompletionSource done = new();
        World.Event end = world.Schedule(time, () => run.IfAlive(() => done.TrySetResult()));
        using CancellationTokenRegistration abandoned = cancellationToken.Register(() => done.TrySetCanceled(cancellationToken));
        await done.Task;
        end.CallOff();
    }

    /// <summary>One request, from when it leaves until its answer is there.</summary>
    private abstract class Flight(Network network, HttpRequestMessage request, Fault fault)
    {
        public TaskCompletionSource<HttpResponseMessage> Back { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        protected Network Network => network;

        protected World World => network.World;

        protected string Bearer => request.Headers.Authorization?.Parameter ?? "";

        protected virtual bool IsUndone => false;

        /// <summary>What it is about.</summary>
        public abstract string Subject { get; }

        /// <summary>What an answer to it forbids to send, if it does not forbid everything.</summary>
        public abstract IEnumerable<string> Keys { get; }

        public virtual void Leave(TimeSpan there) => World.Schedule(there, Arrive);

        /// <summary>Has the service act and answer.</summary>
        /// <returns>The answer.</returns>
        protected abstract Answer Ask();

        /// <summary>Called when an answer has come.</summary>
        /// <param name="answer">The answer.</param>
        /// <param name="isCutOff">Whether its end is missing.</param>
        protected virtual void OnCame(Answer answer, bool isCutOff)
        {
        }

        private void Arrive()
        {
            if (IsUndone)
            {
                return;
            }

            bool acts = fault is Fault.None or Fault.LostAfter or Fault.Torn or Fault.TornAfterObject or Fault.HangAfter or Fault.FailureAfter or Fault.Garbage;
            Answer? answer = null;
            if (acts)
            {
                answer = Ask();
            }

            Dice dice = World.Dice;
            if (fault is Fault.HangBefore or Fault.HangAfter)
            {
                return;
            }

            if (fault is Fault.LostBefore or Fault.LostAfter)
            {
                Return(() => throw new HttpRequestException("The connection was reset.", new IOException($"reset: {Bearer}")));
                return;
            }

            answer = fault switch
            {
                Fault.Failure or Fault.FailureAfter => new(dice.Of(500, 502, 504, 520), $$"""{"message":"Bearer {{Bearer}} met a fault","guestToken":"{{Network.Service.NewSecret("guest")}}"}"""),
                Fault.Unavailable => Waiting(new(dice.Of(503, 501, 505), $"<h1>down for {Bearer}</h1>")),
                Fault.Throttled => Waiting(new(429, """{"message":"slow down"}""")),
                Fault.TooSlow => Waiting(new(408, "")),
                Fault.Revoked => Revoked(),
                Fault.Forbidden => new(403, """{"message":"no","code":"missing.any.permissions"}"""),
                Fault.Rejected => new(dice.Of(400, 409, 422), $$"""{"message":"no good: {{Bearer}}","code":"bad.request"}"""),
                Fault.Garbage => new(200, $"<html>{Bearer}</html>"),
                Fault.Proxy => new(407, $"who are you? {Bearer}"),
                _ => answer!,
            };
            answer.Headers["ININ-Correlation-Id"] = dice.Chance(0.1) ? $"c-{Bearer}" : "c-1";
            Return(() =>
            {
                Network.Run.World.Say($"run {Network.Run.Number}: {Subject} is answered {answer.Status}{(answer.Forbids is { } wait ? $", not before {wait.TotalSeconds:0} s" : "")}");
                Network.Forbid(answer, Keys);
                if (fault == Fault.Torn && answer.IsSuccess)
                {
                    Network._unanswered.UnionWith(Keys);
                }

                OnCame(answer, isCutOff: fault is Fault.Torn or Fault.TornAfterObject);
                return Response(answer);
            });
        }

        private void Return(Func<HttpResponseMessage> response) => World.Schedule(World.Dice.Seconds(0.001, World.Dice.Chance(0.02) && !Network.Run.IsCalm ? 30 : 0.2), () => Network.Run.IfAlive(() =>
        {
            if (Back.Task.IsCompleted)
            {
                return; // nobody waits for it any more
            }

            try
            {
                Back.TrySetResult(response());
            }
            catch (HttpRequestException lost)
            {
                Back.TrySetException(lost);
            }
        }));

        private Answer Revoked()
        {
            Network.Service.Revoke(Bearer);
            return new(401, $$"""{"message":"revoked: {{Bearer}}","code":"bad.credentials"}""");
        }

        private Answer Waiting(Answer answer)
        {
            TimeSpan wait = TimeSpan.FromSeconds(World.Dice.Of(0, 1, 3, 20, 100, 300, 86_400));
            switch (World.Dice.Between(0, 3))
            {
                case 0: answer.Wait(wait); break;
                case 1: answer.WaitUntil(wait, World.UtcNow); break;
            }

            return answer;
        }

        private HttpResponseMessage Response(Answer answer)
        {
            byte[] body = Encoding.UTF8.GetBytes(answer.Body);
            HttpContent content = fault switch
            {
                Fault.Torn => new StreamContent(new TornStream(body[..World.Dice.Between(0, Math.Max(0, body.Length - 1))])),
                Fault.TornAfterObject => new StreamContent(new TornStream(body)),
                _ => new ByteArrayContent(body),
            };
            content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
            HttpResponseMessage response = new((HttpStatusCode)answer.Status) { Content = content };
            foreach ((string name, string value) in answer.Headers)
            {
                response.Headers.TryAddWithoutValidation(name, value);
            }

            return response;
        }
    }

    private sealed class RowsFlight(Network network, HttpRequestMessage request, byte[] body, Fault fault) : Flight(network, request, fault)
    {
        private readonly Sending _sending = new(network.Run, request.Headers.Authorization?.Parameter ?? "", network.Target.Read(body));

        protected override bool IsUndone => _sending.IsUndone;

        public override string Subject => _sending.ToString();

        public override IEnumerable<string> Keys => _sending.Rows.Select(row => row.Key);

        public override void Leave(TimeSpan there)
        {
            World.Say($"run {Network.Run.Number}: {Subject} is sent");
            Network.AssertPermitted(Keys);
            if (!Network.Target.SettlesItself && Network._unanswered.Overlaps(Keys))
            {
                World.Violate($"{Subject} was sent again although an answer was lost.");
            }

            Network.Run.Sent(_sending);
            base.Leave(there);
        }

        protected override Answer Ask() => Network.Service.Take(_sending, Network.Target);

        protected override void OnCame(Answer answer, bool isCutOff) => (_sending.Came, _sending.IsCutOff) = (answer, isCutOff);
    }

    private sealed class TokenFlight(Network network, HttpRequestMessage request, byte[] body, Fault fault) : Flight(network, request, fault)
    {
        private readonly Dictionary<string, string> _form = Encoding.ASCII.GetString(body).Split('&').Select(field => field.Split('='))
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);

        public override string Subject => TokenRequest;

        public override IEnumerable<string> Keys => [Subject];

        protected override Answer Ask() => Network.Service.Grant(_form, Network.Run.Client);
    }

    private World World => world;

    private Service Service => service;

    private ITarget Target => target;

    private Run Run => run;

    private void Forbid(Answer answer, IEnumerable<string> keys)
    {
        if (answer.Forbids is { } wait)
        {
            TimeSpan end = world.Now + wait;
            foreach (string about in answer.Status == 429 && !keys.Contains(TokenRequest, StringComparer.Ordinal) ? [""] : keys)
            {
                _forbidden[about] = _forbidden.TryGetValue(about, out TimeSpan before) && before > end ? before : end;
            }
        }
    }

    private void AssertPermitted(IEnumerable<string> keys)
    {
        foreach (string about in keys.Prepend(""))
        {
            // An answer takes no time to be read, and neither does what was about to leave just then.
            if (_forbidden.TryGetValue(about, out TimeSpan end) && world.Now < end)
            {
                world.Violate(FormattableString.Invariant(
                    $"{string.Join(", ", keys)} was sent at {world.Now.TotalSeconds:0.000} s, and {(about.Length == 0 ? "everything" : about)} was forbidden until {end.TotalSeconds:0.000} s."));
            }
        }
    }

    /// <summary>A body that ends without its end.</summary>
    private sealed class TornStream(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(Span<byte> buffer) => base.Read(buffer) is > 0 and int read ? read : throw new IOException("The connection was reset.");

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            int read = base.Read(buffer.Span);
            return read > 0 ? new(read) : ValueTask.FromException<int>(new IOException("The connection was reset."));
        }
    }
}
