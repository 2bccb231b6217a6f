using System.Globalization;
using System.Text;

namespace GenesysGuest.Rows;

/// <summary>Compares column names by their letters and digits. All other characters are ignored.</summary>
internal static class ColumnName
{
    private const string MisreadMark = "\u00EF\u00BB\u00BF"; // a byte order mark that was read in another encoding

    /// <summary>The prefix of the columns that are added to a failed row. They are ignored when the row is read again, so you can correct a row without removing them.</summary>
    public const string Added = "GenesysGuest.";

    /// <summary>Whether a column was added to a failed row.</summary>
    /// <param name="name">The name of the column.</param>
    /// <returns>Whether the column is not part of the row.</returns>
    public static bool IsAdded(string name) => name.StartsWith(Added, StringComparison.OrdinalIgnoreCase);

    /// <summary>Returns the significant part of a name.</summary>
    /// <param name="name">The name as it is in the file.</param>
    /// <returns>The letters and digits in lower case, or the whole name if it has none.</returns>
    public static string Plain(string name)
    {
        StringBuilder plain = new(name.Length);
        for (int i = name.StartsWith(MisreadMark, StringComparison.Ordinal) ? MisreadMark.Length : 0; i < name.Length; i++)
        {
            if (CharUnicodeInfo.GetUnicodeCategory(name[i]) is UnicodeCategory.NonSpacingMark || char.IsLetterOrDigit(name[i]))
            {
                plain.Append(char.ToLowerInvariant(name[i]));
            }
        }

        return plain.Length == 0 ? name : plain.ToString();
    }
}
