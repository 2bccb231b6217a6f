namespace GenesysGuest.Tests;

/// <summary>What a user of the cmdlets reads as the recommended action: the library's remedy, and the line to type.</summary>
internal static class Advice
{
    public static string AtThePrompt(this GenesysException error) => error.Remedy + LineToType.For(error);
}
