namespace GenesysGuest.Rows;

/// <summary>What can be told of a text before it is sent.</summary>
internal static class TextCheck
{
    private const int LongestEmail = 254; // RFC 5321 §4.5.3.1.3, less the brackets

    /// <summary>Checks a text.</summary>
    /// <param name="field">Where it stands.</param>
    /// <param name="text">The text; null: there is none.</param>
    /// <param name="longest">How many characters it may have.</param>
    /// <returns>What is wrong with it; null: nothing.</returns>
    public static RowFault? Of(string field, string? text, int longest) =>
        text is null ? null
        : text.Length > longest ? new(field, FormattableString.Invariant($"it has {text.Length} characters, and may have {longest}"), "Shorten it and run the failed rows again.")
        : InvisibleText.InName(text) is { } controls ? new(field, $"'{Printable.Text(text)}' holds control characters or turns the direction of writing ({controls})", "Correct it and run the failed rows again.")
        : Damaged(field, text);

    /// <summary>Checks an email address.</summary>
    /// <param name="email">The address.</param>
    /// <returns>What is wrong with it; null: nothing.</returns>
    public static RowFault? OfEmail(string email) =>
        InvisibleText.InAddress(email) is { } hidden ? new(RowSchema.Email, $"'{Printable.Text(email)}' holds characters that cannot be seen ({hidden})", "Correct the address and run the failed rows again.")
        : IsEmail(email) ? null
        : new(RowSchema.Email, $"'{Printable.Text(email)}' is not an email address", "Correct the address and run the failed rows again.");

    // What it looks like is all that can be known here: whether it is one, the server says.
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
            && text.IndexOf("..", at, StringComparison.Ordinal) < 0; // before the @ there are such addresses, whatever the standard says
    }

    /// <summary>Whether a text was damaged when it was read.</summary>
    /// <param name="field">Where it stands.</param>
    /// <param name="text">The text.</param>
    /// <returns>What is wrong with it; null: nothing.</returns>
    public static RowFault? Damaged(string field, string text)
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
                    field, $"'{Printable.Text(field)}' holds characters that were damaged when the file was read", "Read the file in its own encoding.",
                    NextStep.ReadWithEncoding);
            }
        }

        return null;
    }
}
