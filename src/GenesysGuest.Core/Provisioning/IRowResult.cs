namespace GenesysGuest.Provisioning;

/// <summary>A result that says which row it came from.</summary>
internal interface IRowResult
{
    /// <summary>The row, counted from 1; null: there were no rows.</summary>
    long? RowNumber { get; }

    /// <summary>The same result of another row.</summary>
    /// <param name="row">The row, counted from 1.</param>
    /// <returns>The result.</returns>
    object Of(long row);
}
