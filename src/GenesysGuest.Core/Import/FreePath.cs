namespace GenesysGuest.Import;

/// <summary>Finds unused file names, so that no file is overwritten.</summary>
internal static class FreePath
{
    /// <summary>Finds an unused path.</summary>
    /// <param name="path">The preferred path.</param>
    /// <returns>The path, or the first unused one with a number before its extension.</returns>
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
