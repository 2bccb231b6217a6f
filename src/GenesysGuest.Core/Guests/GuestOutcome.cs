namespace GenesysGuest;

/// <summary>What became of a row: a guest or an error, never both and never neither.</summary>
public sealed record GuestOutcome
{
    internal GuestOutcome(GuestRow row, Guest guest)
    {
        Row = row;
        Guest = guest;
    }

    internal GuestOutcome(GuestRow row, GenesysException error)
    {
        Row = row;
        Error = error;
    }

    /// <summary>The row.</summary>
    public GuestRow Row { get; }

    /// <summary>The guest, if there is one.</summary>
    public Guest? Guest { get; }

    /// <summary>Why there is none.</summary>
    public GenesysException? Error { get; }

    /// <summary>The same for another row with the same content.</summary>
    /// <param name="row">The other row.</param>
    /// <returns>Its outcome.</returns>
    internal GuestOutcome For(GuestRow row) => Guest is { } guest
        ? new(row, guest)
        : new(row, new GuestException(Error!.ErrorId, $"It has the same content as row {Row.Number}. {(Error as GuestException)?.Reason ?? Error.Message}", Error.Remedy)
        {
            RowNumber = row.Number,
            StatusCode = Error.StatusCode,
            ServerCode = Error.ServerCode,
            CorrelationId = Error.CorrelationId,
            RetryAfter = Error.RetryAfter,
        });

    /// <summary>What became of which row.</summary>
    /// <returns>One line.</returns>
    public override string ToString() => Guest is null ? $"{Error!.ErrorId}: {Error.Message}" : $"Row {Row.Number}: {Guest}";
}
