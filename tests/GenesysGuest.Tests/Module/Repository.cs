using System.Xml.Linq;

namespace GenesysGuest.Tests.Modules;

/// <summary>The files of the repository that these tests are about.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    /// <summary>The module as it was built.</summary>
    public static string Module { get; } = Path.Combine(Root, "out", "GenesysGuest", typeof(GenesysCmdlet).Assembly.GetName().Version!.ToString(3));

    public static string PathTo(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(PathTo(path));

    public static XDocument Xml(string path) => XDocument.Load(PathTo(path));

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "GenesysGuest.psd1")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No folder above {AppContext.BaseDirectory} has GenesysGuest.psd1.");
    }
}
