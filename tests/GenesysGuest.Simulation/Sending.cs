namespace GenesysGuest.Simulation;

/// <summary>A request that a process sent to the endpoint of its rows.</summary>
/// <param name="Run">The run that sent it.</param>
/// <param name="Token">The access token that it bears.</param>
/// <param name="Rows">The rows that it carries.</param>
internal sealed record Sending(Run Run, string Token, IReadOnlyList<SentRow> Rows)
{
    /// <summary>Whether it was undone: the process ended before it left.</summary>
    public bool IsUndone { get; set; }

    /// <summary>Whether it carries a row.</summary>
    /// <param name="identity">What the row is recognised by.</param>
    /// <returns>Whether it does.</returns>
    public bool Carries(string identity) => Rows.Any(row => string.Equals(row.Identity, identity, StringComparison.Ordinal));

    public override string ToString() => string.Join(", ", Rows.Select(row => row.Identity));
}
