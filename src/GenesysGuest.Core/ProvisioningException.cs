
namespace GenesysGuest;

/// <summary>A row that did not become what it asked for, or of which that is not known.</summary>
public sealed class ProvisioningException : GenesysException
{
    /// <inheritdoc cref="GenesysException(ErrorId, string, string, Exception)"/>
    public ProvisioningException(ErrorId errorId, string message, string remedy, Exception? innerException = null)
        : base(errorId, message, remedy, innerException)
    {
    }

    private ProvisioningException(ProvisioningException same, string message)
        : base(same, message)
    {
        Field = same.Field;
        IsSameForAll = same.IsSameForAll;
        IsUnknown = same.IsUnknown;
    }

    /// <summary>The field at fault, for <see cref="ErrorId.InvalidGuest"/>.</summary>
    public string? Field { get; init; }

    /// <summary>The row of the input, counted from 1; null: there were no rows.</summary>
    public long? RowNumber { get; init; }

    /// <summary>Whether nobody knows what came of the row, and somebody must look before it is run again.</summary>
    public bool IsUnknown { get; internal init; }

    /// <summary>Whether the reason is one that all rows share: a token, a permission, an address.</summary>
    internal bool IsSameForAll { get; init; }

    /// <summary>What happened, whichever the row.</summary>
    internal string Reason => base.Message;

    /// <summary>Which row, and what happened.</summary>
    public override string Message => RowNumber is { } row ? $"Row {row}: {base.Message}" : base.Message;

    /// <summary>The same of a row.</summary>
    /// <param name="row">The row, counted from 1.</param>
    /// <param name="before">A sentence to come before what happened.</param>
    /// <returns>A new error, whole.</returns>
    internal ProvisioningException Of(long row, string before = "") => new(this, before + Reason) { RowNumber = row };
}
