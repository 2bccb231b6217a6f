namespace GenesysGuest.Rows;

/// <summary>What is wrong with a row, before it is known which row it is.</summary>
/// <param name="Field">The field at fault.</param>
/// <param name="What">What is wrong with it.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="NextStep">What kind of step that is.</param>
/// <param name="NextStepArgument">What it is done with.</param>
internal sealed record RowFault(string Field, string What, string Remedy, NextStep NextStep = NextStep.None, string? NextStepArgument = null)
{
    /// <summary>An attribute that is not text, or anything else that text can be made of.</summary>
    /// <param name="attribute">Its name.</param>
    /// <returns>The fault.</returns>
    public static RowFault NotText(string attribute) => new(
        attribute, $"the value of the attribute '{Printable.Text(attribute)}' is not text", "Give text, a number, a date or a Boolean; leave the attribute out if it has none.");

    /// <summary>The error.</summary>
    /// <param name="rowNumber">The row, counted from 1; null: there are no rows.</param>
    /// <param name="errorId">The target's own id for it.</param>
    /// <returns>The error.</returns>
    public ProvisioningException ToException(long? rowNumber, ErrorId errorId = ErrorId.InvalidGuest) => new(errorId, $"{Printable.Text(Field)}: {What}. This row was not sent.", Remedy)
    {
        Field = Field,
        RowNumber = rowNumber,
        NextStep = NextStep,
        NextStepArgument = NextStepArgument,
    };
}
