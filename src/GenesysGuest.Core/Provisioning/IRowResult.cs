namespace GenesysGuest.Provisioning;

/// <summary>A result with the number of its row.</summary>
internal interface IRowResult
{
    /// <summary>The number of the row, starting at 1, or null if there were no rows.</summary>
    long? RowNumber { get; }

    /// <summary>Creates the same result for another row.</summary>
    /// <param name="row">The number of the row, starting at 1.</param>
    /// <returns>The result.</returns>
    object Of(long row);
}
