namespace GenesysGuest.Simulation;

/// <summary>Something happened that must not.</summary>
/// <param name="message">What.</param>
internal sealed class ViolationException(string message) : Exception(message);
