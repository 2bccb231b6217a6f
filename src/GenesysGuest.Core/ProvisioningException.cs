namespace GenesysGuest;

/// <summary>An error for a row that failed or whose outcome is unknown.</summary>
public sealed class ProvisioningException : GenesysException
{
    /// <inheritdoc cref="GenesysException(ErrorId, string, string, Exception)"/>
    public ProvisioningException(ErrorId errorId, string message, string remedy, Exception? innerException = null)
        : base(errorId, message, remedy, innerException)
    {
        IsUnknown = errorId == ErrorId.GuestOutcomeUnknown;
    }

    private ProvisioningException(ProvisioningException same, string message)
        : base(same, message)
    {
        Field = same.Field;
        IsSameForAll = same.IsSameForAll;
        IsUnknown = same.IsUnknown;
    }

    /// <summary>The invalid field, or null if the error is not about one field.</summary>
    public string? Field { get; init; }

    /// <summary>The number of the input row, starting at 1, or null if the input had no rows.</summary>
    public long? RowNumber { get; init; }

    /// <summary>
    /// Whether the outcome of the row is unknown. Look up the item before you run the row again. Always true for <see cref="ErrorId.GuestOutcomeUnknown"/>, and true for
    /// <see cref="ErrorId.UnexpectedResponse"/> if the item exists.
    /// </summary>
    public bool IsUnknown { get; internal init; }

    /// <summary>Whether the cause affects all rows: a token, a permission, an address.</summary>
    internal bool IsSameForAll { get; init; }

    /// <summary>What happened, without the row number.</summary>
    internal string Reason => base.Message;

    /// <summary>The row number, and what happened.</summary>
    public override string Message => RowNumber is { } row ? $"Row {row}: {base.Message}" : base.Message;

    /// <summary>Creates a copy of this error without the row number, for an item that does not come from an input row.</summary>
    /// <param name="before">Text to put before the message.</param>
    /// <returns>The copy.</returns>
    public ProvisioningException WithoutRow(string before = "") => new(this, before + Reason);

    /// <summary>Creates a copy of this error for another row.</summary>
    /// <param name="row">The number of the row, starting at 1.</param>
    /// <param name="before">A sentence to put before the message.</param>
    /// <returns>The copy.</returns>
    internal ProvisioningException Of(long row, string before = "") => new(this, before + Reason) { RowNumber = row };
}
