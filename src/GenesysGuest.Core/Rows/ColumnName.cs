using System.Globalization;
using System.Text;

namespace GenesysGuest.Rows;

/// <summary>How columns' names are compared: letters and digits count, whatever stands between or around them does not.</summary>
internal static class ColumnName
{
    private const string MisreadMark = "\u00EF\u00BB\u00BF"; // a byte order mark, read in another encoding

    /// <summary>How the columns begin that are written beside a row that failed. They are not part of the row: it can be corrected and read again as it is.</summary>
    public const string Added = "GenesysGuest.";

    /// <summary>Whether a column was written beside a row that failed.</summary>
    /// <param name="name">The column.</param>
    /// <returns>Whether it is no part of the row.</returns>
    public static bool IsAdded(string name) => name.StartsWith(Added, StringComparison.OrdinalIgnoreCase);

    /// <summary>What counts of a name.</summary>
    /// <param name="name">As it stands in the file.</param>
    /// <returns>Its letters and digits, in lower case; all of it, if it has none.</returns>
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
