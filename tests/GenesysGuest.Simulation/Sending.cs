namespace GenesysGuest.Simulation;

/// <summary>A request that a process sent to the guests endpoint.</summary>
/// <param name="Run">The run that sent it.</param>
/// <param name="Token">The access token that it bears.</param>
/// <param name="Name">The guest's name.</param>
/// <param name="Email">The guest's address.</param>
internal sealed record Sending(Run Run, string Token, string Name, string Email)
{
    /// <summary>What the row that it carries is recognised by.</summary>
    public string Identity => $"{Name} <{Email}>";

    /// <summary>Whether it was undone: the process ended before it left.</summary>
    public bool IsUndone { get; set; }
}
