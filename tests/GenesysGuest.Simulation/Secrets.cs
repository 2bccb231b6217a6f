namespace GenesysGuest.Simulation;

/// <summary>What nobody may see, made so that any of it is recognized in any text.</summary>
internal static class Secrets
{
    private const string Mark = "Zq7xKpW";

    /// <summary>Makes a secret.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="number">Which one.</param>
    /// <returns>Long enough not to be guessed, and to be cut.</returns>
    public static string Make(string kind, long number) => FormattableString.Invariant($"{Mark}{kind}{number:x8}{Mark}{number * 7919:x8}");

    /// <summary>Looks for a secret.</summary>
    /// <param name="text">What came out somewhere.</param>
    /// <returns>Whether there is one in it.</returns>
    public static bool IsIn(string text) => text.Contains(Mark, StringComparison.Ordinal);
}
