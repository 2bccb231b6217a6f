namespace GenesysGuest.Simulation;

/// <summary>What an answer can say of a row.</summary>
internal enum Said
{
    /// <summary>Nothing that anybody could make use of.</summary>
    Nothing,

    /// <summary>It was written.</summary>
    Written,

    /// <summary>It was refused, and would be again.</summary>
    RefusedForGood,

    /// <summary>It was refused, and may be sent again.</summary>
    RefusedForNow,
}
