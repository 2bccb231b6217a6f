using System.Globalization;

namespace GenesysGuest.Simulation;

/// <summary>An answer on its way back.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
internal sealed record Answer(int Status, string Body)
{
    public int Status { get; set; } = Status;

    public string Body { get; set; } = Body;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>What it says of each row that was sent, by the row's key; null: it is no such answer.</summary>
    public Dictionary<string, Item>? Items { get; set; }

    public bool IsSuccess => Status is >= 200 and <= 299;

    /// <summary>For how long it forbids to ask again; null: it does not say.</summary>
    public TimeSpan? Forbids { get; private set; }

    /// <summary>Forbids to ask again, in seconds.</summary>
    /// <param name="wait">For how long.</param>
    public void Wait(TimeSpan wait)
    {
        Forbids = wait;
        Headers["Retry-After"] = ((int)wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>Forbids to ask again, until a time of day.</summary>
    /// <param name="wait">For how long.</param>
    /// <param name="now">The service's clock.</param>
    public void WaitUntil(TimeSpan wait, DateTimeOffset now)
    {
        // Both dates have whole seconds: what remains between them is what is asked for.
        Forbids = wait;
        Headers["Date"] = now.ToString("R", CultureInfo.InvariantCulture);
        Headers["Retry-After"] = (now + wait).ToString("R", CultureInfo.InvariantCulture);
    }
}
