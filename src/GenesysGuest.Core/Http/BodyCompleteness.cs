namespace GenesysGuest.Http;

/// <summary>Whether a body was read completely.</summary>
internal enum BodyCompleteness
{
    Whole,

    /// <summary>The connection or the time limit ended before the body was complete.</summary>
    Truncated,

    /// <summary>The body exceeded the maximum length.</summary>
    TooLong,
}
