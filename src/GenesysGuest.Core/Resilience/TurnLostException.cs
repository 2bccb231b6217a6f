namespace GenesysGuest.Resilience;

/// <summary>A request had its turn to send, and waited for a token meanwhile: it has to take its turn again, because the limit may have been reached. Nobody outside sees it.</summary>
internal sealed class TurnLostException : Exception;
