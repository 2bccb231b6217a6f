namespace GenesysGuest;

/// <summary>A guest that was not created, or of which it is not known.</summary>
public sealed class GuestException : GenesysException
{
    /// <inheritdoc cref="GenesysException(ErrorId, string, string, Exception)"/>
    public GuestException(ErrorId errorId, string message, string remedy, Exception? innerException = null)
        : base(errorId, message, remedy, innerException)
    {
    }

    /// <summary>The field at fault, for <see cref="ErrorId.InvalidGuest"/>.</summary>
    public string? Field { get; init; }

    /// <summary>The row of the input, counted from 1; null: there were no rows.</summary>
    public long? RowNumber { get; internal set; }

    /// <summary>What happened, whichever the row.</summary>
    internal string Reason => base.Message;

    /// <summary>Which row, and what happened.</summary>
    public override string Message => RowNumber is { } row ? $"Row {row}: {base.Message}" : base.Message;
}
