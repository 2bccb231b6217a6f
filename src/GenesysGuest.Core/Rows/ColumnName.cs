using System.Globalization;
using System.Text;

namespace GenesysGuest.Rows;

/// <summary>How columns' names are compared: letters and digits count, whatever stands between or around them does not.</summary>
internal static class ColumnName
{
    private const string MisreadMark = "\u00EF\u00BB\u00BF"; // a byte order mark, read in another encoding

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
