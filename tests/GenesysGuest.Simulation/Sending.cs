namespace GenesysGuest.Simulation;

/// <summary>A request that a process sent to the endpoint of its rows.</summary>
/// <param name="Run">The run that sent it.</param>
/// <param name="Token">The access token that it bears.</param>
/// <param name="Rows">The rows that it carries.</param>
internal sealed record Sending(Run Run, string Token, IReadOnlyList<SentRow> Rows)
{
    /// <summary>Whether it was undone: the process ended before it left.</summary>
    public bool IsUndone { get; set; }

    /// <summary>What came back; null: nothing did.</summary>
    public Answer? Came { get; set; }

    /// <summary>Whether the end of that was missing.</summary>
    public bool IsCutOff { get; set; }

    /// <summary>Whether it carries a row.</summary>
    /// <param name="identity">What the row is recognized by.</param>
    /// <returns>Whether it does.</returns>
    public bool Carries(string identity) => Rows.Any(row => string.Equals(row.Identity, identity, StringComparison.Ordinal));

    /// <summary>What came back of a row.</summary>
    /// <param name="key">The row.</param>
    /// <returns>What the service said of it; null: nothing, or nothing that was an answer.</returns>
    public Item? ItemOf(string key) => Came?.Items?.GetValueOrDefault(key);

    public override string ToString() => string.Join(", ", Rows.Select(row => row.Key));
}
