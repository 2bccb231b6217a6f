using System.Reflection;
using System.Text.RegularExpressions;

namespace GenesysGuest.Tests.Core.Architecture;

/// <summary>The regular expressions of the library. They are made once, so a test cannot make them in another culture.</summary>
public sealed class PatternTests
{
    [Fact]
    public void What_ignores_case_ignores_the_culture_too()
    {
        (string Place, Regex Pattern)[] patterns =
        [
            .. from type in typeof(Connection).Assembly.GetTypes()
               where !type.ContainsGenericParameters
               from field in type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic)
               from pattern in field.FieldType == typeof(Regex) ? [(Regex)field.GetValue(null)!] : field.FieldType == typeof(Regex[]) ? (Regex[])field.GetValue(null)! : []
               select ($"{type.Name}.{field.Name}", pattern),
        ];

        Assert.Contains(patterns, found => found.Pattern.Options.HasFlag(RegexOptions.IgnoreCase));
        Assert.All(patterns, found => Assert.True(
            !found.Pattern.Options.HasFlag(RegexOptions.IgnoreCase) || found.Pattern.Options.HasFlag(RegexOptions.CultureInvariant),
            $"In Turkish, {found.Place} does not match an I with an i."));
    }
}
