namespace GenesysGuest.Resilience;

/// <summary>Thrown when a request whose turn it was had to wait for a token. The request waits for another turn, because the limit may have been reached. Never thrown outside the pipeline.</summary>
internal sealed class TurnLostException : Exception;
