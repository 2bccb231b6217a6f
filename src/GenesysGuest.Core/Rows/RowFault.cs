namespace GenesysGuest.Rows;

/// <summary>A fault in a row, without the row number.</summary>
/// <param name="Field">The invalid field.</param>
/// <param name="What">What is wrong with the field.</param>
/// <param name="Remedy">What to do.</param>
/// <param name="NextStep">The kind of step that the remedy asks for.</param>
/// <param name="NextStepArgument">The argument of the step.</param>
internal sealed record RowFault(string Field, string What, string Remedy, NextStep NextStep = NextStep.None, string? NextStepArgument = null)
{
    /// <summary>Creates the fault for an attribute that cannot be converted to text.</summary>
    /// <param name="attribute">The name of the attribute.</param>
    /// <returns>The fault.</returns>
    public static RowFault NotText(string attribute) => new(
        attribute, $"the value of the attribute '{Printable.Text(attribute)}' is not text", "Use text, a number, a date, or a Boolean. Omit the attribute if it has no value.");

    /// <summary>Creates the exception.</summary>
    /// <param name="rowNumber">The number of the row, starting at 1, or null if the input has no rows.</param>
    /// <param name="errorId">The target's error id for invalid rows.</param>
    /// <returns>The error.</returns>
    public ProvisioningException ToException(long? rowNumber, ErrorId errorId = ErrorId.InvalidGuest) => new(errorId, $"{Printable.Text(Field)}: {What}. No request was sent.", Remedy)
    {
        Field = Field,
        RowNumber = rowNumber,
        NextStep = NextStep,
        NextStepArgument = NextStepArgument,
    };
}
