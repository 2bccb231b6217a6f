using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace GenesysGuest.Simulation;

/// <summary>The network between a run and the service: it takes time, and does to requests and answers what the weather is.</summary>
/// <param name="world">The world.</param>
/// <param name="service">What is at the other end.</param>
/// <param name="weather">The weather.</param>
/// <param name="run">Whose requests these are.</param>
internal sealed class Network(World world, Service service, Weather weather, Run run) : HttpMessageHandler
{
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
        if (fault == Fault.Refused)
        {
            await DelayAsync(there, cancellationToken);
            world.Say($"run {run.Number}: the connection is refused");
            throw new HttpRequestException(HttpRequestError.ConnectionError, $"Connection refused ({request.Headers.Authorization})");
        }

        // From here on it has left.
        byte[] body = await request.Content!.ReadAsByteArrayAsync(cancellationToken);
        Flight flight = isTokenEndpoint ? new TokenFlight(this, request, body, fault) : new GuestFlight(this, request, body, fault);
        flight.Leave(there);
        using CancellationTokenRegistration abandoned = cancellationToken.Register(() => flight.Back.TrySetCanceled(cancellationToken));
        try
        {
            return await flight.Back.Task;
        }
        catch
        {
            _unanswered.Add(flight.Subject);
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

        /// <summary>What an answer to it forbids, if it forbids anything but itself.</summary>
        public abstract string Subject { get; }

        public virtual void Leave(TimeSpan there) => World.Schedule(there, Arrive);

        /// <summary>Has the service answer.</summary>
        /// <param name="mayAct">Whether it acts, or is kept from it.</param>
        /// <returns>The answer.</returns>
        protected abstract Answer Ask(bool mayAct);

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
                answer = Ask(mayAct: true);
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
                Network.Forbid(answer, Subject);
                if (fault == Fault.Torn && answer.Status == 201)
                {
                    Network._unanswered.Add(Subject);
                }

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

    private sealed class GuestFlight : Flight
    {
        private readonly Sending _sending;

        public GuestFlight(Network network, HttpRequestMessage request, byte[] body, Fault fault)
            : base(network, request, fault)
        {
            using JsonDocument guest = JsonDocument.Parse(body);
            _sending = new Sending(network.Run, Bearer, guest.RootElement.GetProperty("name").GetString()!, guest.RootElement.GetProperty("email").GetString()!);
        }

        protected override bool IsUndone => _sending.IsUndone;

        public override string Subject => _sending.Identity;

        public override void Leave(TimeSpan there)
        {
            World.Say($"run {Network.Run.Number}: {Subject} is sent");
            Network.AssertPermitted(Subject);
            if (Network._unanswered.Contains(Subject))
            {
                World.Violate($"{Subject} was sent again although an answer was lost.");
            }

            Network.Run.Sent(_sending);
            base.Leave(there);
        }

        protected override Answer Ask(bool mayAct) => Network.Service.MakeGuest(_sending, mayAct);
    }

    private sealed class TokenFlight(Network network, HttpRequestMessage request, byte[] body, Fault fault) : Flight(network, request, fault)
    {
        private readonly Dictionary<string, string> _form = Encoding.ASCII.GetString(body).Split('&').Select(field => field.Split('='))
            .ToDictionary(pair => Uri.UnescapeDataString(pair[0]), pair => Uri.UnescapeDataString(pair[1]), StringComparer.Ordinal);

        public override string Subject => "a token request";

        protected override Answer Ask(bool mayAct) => Network.Service.Grant(_form, Network.Run.Client);
    }

    private World World => world;

    private Service Service => service;

    private Run Run => run;

    private void Forbid(Answer answer, string subject)
    {
        if (answer.Forbids is { } wait)
        {
            string about = answer.Status == 429 && !subject.StartsWith("a token", StringComparison.Ordinal) ? "" : subject;
            TimeSpan end = world.Now + wait;
            _forbidden[about] = _forbidden.TryGetValue(about, out TimeSpan before) && before > end ? before : end;
        }
    }

    private void AssertPermitted(string subject)
    {
        foreach (string about in new[] { "", subject })
        {
            // An answer takes no time to be read, and neither does what was about to leave just then.
            if (_forbidden.TryGetValue(about, out TimeSpan end) && world.Now < end)
            {
                world.Violate(FormattableString.Invariant(
                    $"{subject} was sent at {world.Now.TotalSeconds:0.000} s, and {(about.Length == 0 ? "everything" : "it")} was forbidden until {end.TotalSeconds:0.000} s."));
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
