namespace GenesysGuest.Http;

/// <summary>How the reading of a body ended.</summary>
internal enum BodyCompleteness
{
    Whole,

    /// <summary>The connection ended, or the time ran out, before the body did.</summary>
    Truncated,

    /// <summary>It was longer than anyone needs.</summary>
    TooLong,
}
