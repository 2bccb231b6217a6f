namespace GenesysGuest.Sandbox;

/// <summary>Which address a fault befalls.</summary>
public enum FaultTarget
{
    /// <summary>The guests address.</summary>
    Guests,

    /// <summary>The token addresses of both layouts.</summary>
    Token,
}
