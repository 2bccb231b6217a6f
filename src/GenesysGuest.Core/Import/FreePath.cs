namespace GenesysGuest.Import;

/// <summary>Names that are not taken: nothing is written over.</summary>
internal static class FreePath
{
    /// <summary>Finds one.</summary>
    /// <param name="path">The name that is wanted.</param>
    /// <returns>It, or the first with a number before its ending that is free.</returns>
    public static string Of(string path)
    {
        string ending = Path.GetExtension(path);
        string name = path.Substring(0, path.Length - ending.Length);
        string free = path;
        for (int again = 2; File.Exists(free) || Directory.Exists(free); again++)
        {
            free = FormattableString.Invariant($"{name}-{again}{ending}");
        }

        return free;
    }
}
