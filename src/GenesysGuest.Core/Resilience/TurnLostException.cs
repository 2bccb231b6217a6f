namespace GenesysGuest.Resilience;

/// <summary>A request that had its turn had to wait for a token. It must wait for its turn again, because the limit may have been reached. Never visible outside the pipeline.</summary>
internal sealed class TurnLostException : Exception;
