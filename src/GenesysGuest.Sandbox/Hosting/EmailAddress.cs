namespace GenesysGuest.Sandbox;

/// <summary>Checks email addresses.</summary>
internal static class EmailAddress
{
    public static bool IsPlausible(string? email)
    {
        if (email is null)
        {
            return false;
        }

        int at = email.IndexOf('@', StringComparison.Ordinal);
        return at > 0 && at < email.Length - 1 && at == email.LastIndexOf('@')
            && !email.Any(letter => char.IsWhiteSpace(letter) || char.IsControl(letter));
    }
}
