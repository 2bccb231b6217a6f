using System.Globalization;
using System.Text.Json.Nodes;

namespace GenesysGuest.Simulation;

/// <summary>The service behind the network: it grants tokens and counts requests in windows.</summary>
internal sealed class Service
{
    private readonly World _world;
    private readonly Dictionary<string, (string Client, TimeSpan End)> _tokens = new(StringComparer.Ordinal);
    private readonly HashSet<string> _refreshTokens = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (TimeSpan End, int Count)> _windows = new(StringComparer.Ordinal);
    private readonly int _allowed;
    private readonly TimeSpan _window;
    private readonly bool _rotates;
    private readonly TimeSpan _lifetime;
    private long _secrets;

    public Service(World world)
    {
        _world = world;
        Dice dice = world.Dice;
        _allowed = dice.Of(int.MaxValue, int.MaxValue, 5, 10, 40);
        _window = TimeSpan.FromSeconds(dice.Of(2, 10, 60));
        SendsLimits = dice.Chance(0.6);
        _rotates = dice.Chance(0.7);
        _lifetime = TimeSpan.FromSeconds(dice.Of(30, 100, 300, 86_400));
    }

    /// <summary>Whether its answers say what the limit is.</summary>
    public bool SendsLimits { get; }

    public string NewSecret(string kind) => Secrets.Make(kind, ++_secrets);

    /// <summary>A refresh token of a sign-in that was before.</summary>
    /// <returns>The token.</returns>
    public string NewRefreshToken()
    {
        string token = NewSecret("refresh");
        _refreshTokens.Add(token);
        return token;
    }

    /// <summary>An access token of a sign-in that was before.</summary>
    /// <param name="client">Whose.</param>
    /// <returns>The token.</returns>
    public string NewAccessToken(string client)
    {
        string token = NewSecret("access");
        _tokens[token] = (client, _world.Now + _lifetime);
        return token;
    }

    /// <summary>Makes a token of no use.</summary>
    /// <param name="token">The token.</param>
    public void Revoke(string token) => _tokens.Remove(token);

    /// <summary>Answers a request to the token endpoint.</summary>
    /// <param name="form">The form.</param>
    /// <param name="client">Who asks.</param>
    /// <returns>The answer.</returns>
    public Answer Grant(IReadOnlyDictionary<string, string> form, string client)
    {
        JsonObject granted = new() { ["token_type"] = "bearer", ["expires_in"] = (int)_lifetime.TotalSeconds };
        if (form["grant_type"] is "refresh_token")
        {
            if (!_refreshTokens.Contains(form["refresh_token"]))
            {
                return new(400, """{"error":"invalid_grant","error_description":"The refresh token was used."}""");
            }

            if (_rotates)
            {
                _refreshTokens.Remove(form["refresh_token"]);
                granted["refresh_token"] = NewRefreshToken();
            }
        }

        granted["access_token"] = NewAccessToken(client);
        return new(200, granted.ToJsonString());
    }

    /// <summary>Answers a request to the endpoint of a target.</summary>
    /// <param name="sending">The request.</param>
    /// <param name="target">What acts on it, if its token is good and the limit is not reached.</param>
    /// <returns>The answer.</returns>
    public Answer Take(Sending sending, ITarget target)
    {
        if (!_tokens.TryGetValue(sending.Token, out (string Client, TimeSpan End) token) || token.End <= _world.Now)
        {
            return new(401, $$"""{"message":"The token {{sending.Token}} is not good.","code":"bad.credentials","status":401}""");
        }

        Answer answer = new(200, "");
        if (Count(token.Client, answer))
        {
            target.Act(sending, answer);
        }

        return answer;
    }

    /// <summary>Another client of the organization, that shares the limit.</summary>
    /// <param name="client">Whose limit it uses up.</param>
    public void CountOther(string client) => Count(client, new Answer(0, ""));

    private bool Count(string client, Answer answer)
    {
        if (_allowed == int.MaxValue)
        {
            return true;
        }

        if (!_windows.TryGetValue(client, out (TimeSpan End, int Count) window) || window.End <= _world.Now)
        {
            window = (_world.Now + _window, 0);
        }

        bool isWithin = window.Count < _allowed;
        if (isWithin)
        {
            window.Count++;
        }

        _windows[client] = window;
        int left = (int)Math.Ceiling((window.End - _world.Now).TotalSeconds);
        if (SendsLimits)
        {
            answer.Headers["inin-ratelimit-allowed"] = _allowed.ToString(CultureInfo.InvariantCulture);
            answer.Headers["inin-ratelimit-count"] = window.Count.ToString(CultureInfo.InvariantCulture);
            answer.Headers["inin-ratelimit-reset"] = left.ToString(CultureInfo.InvariantCulture);
        }

        if (!isWithin)
        {
            answer.Status = 429;
            answer.Body = """{"message":"Rate limit exceeded the maximum.","code":"too.many.requests","status":429}""";
            answer.Wait(TimeSpan.FromSeconds(left));
        }

        return isWithin;
    }
}
