namespace GenesysGuest.Rows;

/// <summary>Checks text before it is sent.</summary>
internal static class TextCheck
{
    private const int LongestEmail = 254; // RFC 5321 §4.5.3.1.3, without the angle brackets

    /// <summary>Checks a text.</summary>
    /// <param name="field">The field that contains the text.</param>
    /// <param name="text">The text, or null if there is none.</param>
    /// <param name="longest">The maximum number of characters.</param>
    /// <returns>The fault, or null if the text is valid.</returns>
    public static RowFault? Of(string field, string? text, int longest) =>
        text is null ? null
        : text.Length > longest ? new(field, FormattableString.Invariant($"the value has {text.Length} characters; the maximum is {longest}"), "Shorten the value, and then run the failed rows again.")
        : InvisibleText.InName(text) is { } controls ? new(field, $"'{Printable.Text(text)}' contains control characters or characters that change the text direction ({controls})", "Correct the value, and then run the failed rows again.")
        : Damaged(field, text);

    /// <summary>Checks an email address.</summary>
    /// <param name="email">The address.</param>
    /// <returns>The fault, or null if the address is valid.</returns>
    public static RowFault? OfEmail(string email) =>
        InvisibleText.InAddress(email) is { } hidden ? new(RowSchema.Email, $"'{Printable.Text(email)}' contains invisible characters ({hidden})", "Correct the address, and then run the failed rows again.")
        : IsEmail(email) ? null
        : new(RowSchema.Email, $"'{Printable.Text(email)}' is not an email address", "Correct the address, and then run the failed rows again.");

    // Only the format can be checked here. The server decides whether the address is valid.
    private static bool IsEmail(string text)
    {
        foreach (char c in text)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c) || c is '<' or '>' or '"' or '(' or ')' or ',' or ';' or ':' or '\\' or '[' or ']')
            {
                return false;
            }
        }

        int at = text.IndexOf('@');
        return text.Length <= LongestEmail
            && at > 0
            && at == text.LastIndexOf('@')
            && at < text.Length - 1
            && text[at + 1] is not ('.' or '-')
            && text[^1] is not ('.' or '-')
            && text.IndexOf("..", at, StringComparison.Ordinal) < 0; // only after the @: addresses with two dots before it exist, although the standard forbids them
    }

    /// <summary>Checks whether text was damaged when the file was read.</summary>
    /// <param name="field">The field that contains the text.</param>
    /// <param name="text">The text.</param>
    /// <param name="column">The column that contains the text, or null if it is unknown.</param>
    /// <returns>The fault, or null if the text is intact.</returns>
    public static RowFault? Damaged(string field, string text, string? column = null)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                i++;
            }
            else if (char.IsSurrogate(text[i]) || text[i] == '\uFFFD')
            {
                return new(
                    field, $"the {(column is null ? "text" : $"column '{Printable.Text(column)}'")} contains characters that were damaged when the file was read", "Read the file with the correct encoding.",
                    NextStep.ReadWithEncoding);
            }
        }

        return null;
    }
}
