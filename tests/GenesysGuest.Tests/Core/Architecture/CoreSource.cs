using System.Text.RegularExpressions;
using GenesysGuest.Tests.Modules;

namespace GenesysGuest.Tests.Core.Architecture;

/// <summary>Which folder of Core leans on which, read from the source: a file bears the name of its type, and who leans on a type writes its name.</summary>
/// <remarks>A file at the root is a place of its own. A name that is also a member's counts, which is on the safe side.</remarks>
internal static class CoreSource
{
    private static readonly string Root = Repository.PathTo("src/GenesysGuest.Core");

    /// <summary>The C# files, with the place of each.</summary>
    public static IReadOnlyList<(string Path, string Type, string Place)> Files { get; } =
    [
        .. from path in Directory.GetFiles(Root, "*.cs", SearchOption.AllDirectories)
           let parts = Path.GetRelativePath(Root, path).Split(Path.DirectorySeparatorChar)
           let type = Path.GetFileNameWithoutExtension(path).Split('{')[0]
           where parts[0] is not ("obj" or "bin") && type is not "Polyfills"
           select (path, type, parts.Length == 1 ? type : parts[0]),
    ];

    /// <summary>The arrows between places.</summary>
    public static IReadOnlySet<(string From, string To)> Arrows { get; } = Read();

    /// <summary>The folders, without what stands at the root.</summary>
    public static IReadOnlyList<string> Folders { get; } =
        [.. Directory.GetDirectories(Root).Select(folder => Path.GetFileName(folder)!).Where(folder => folder is not ("obj" or "bin")).Order(StringComparer.Ordinal)];

    /// <summary>A file without comments and texts.</summary>
    public static string Code(string path) => Regex.Replace(File.ReadAllText(path), @"//[^\n]*|""(?:[^""\\\n]|\\.)*""", "");

    private static HashSet<(string From, string To)> Read()
    {
        Dictionary<string, string> places = Files.GroupBy(file => file.Type, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Place, StringComparer.Ordinal);
        return
        [
            .. from file in Files
               from Match name in Regex.Matches(Code(file.Path), @"(?<![.\w])[A-Z]\w+")
               where places.TryGetValue(name.Value, out string? to) && to != file.Place
               select (file.Place, places[name.Value]),
        ];
    }
}
