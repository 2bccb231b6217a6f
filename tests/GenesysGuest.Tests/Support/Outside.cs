using System.Globalization;
using System.Text;
using CsCheck;

namespace GenesysGuest.Tests.Support;

/// <summary>What comes from outside, in every form that it should not have. A failed property prints its seed, with which it is repeated.</summary>
internal static class Outside
{
    /// <summary>Cultures that write numbers, dates or letters in ways of their own.</summary>
    public static readonly Gen<CultureInfo> Culture =
        Gen.OneOf("", "de-DE", "fr-CH", "tr-TR", "ar-SA", "fa-IR", "th-TH", "sv-SE", "hi-IN").Select(name => new CultureInfo(name));

    /// <summary>Printable ASCII.</summary>
    public static readonly Gen<string> Plain = Of(Gen.Char[' ', '~'], 0, 40);

    private static readonly string[] WellFormedOddities =
    [
        "\0", "\t", "\n", "\r\n", "\u001b[2J", "\u0085", "\u00a0", "\u00ad", "\u200b", "\u2028", "\u2029", "\u202e", "\ufeff", "\ufffd", "\uffff", "\u0130", "\u0131", "\u212a",
        "ü", "e\u0301", "\U0001F600", "\U000E0041", "\\", "\"", "'", "%", "%2", "%25", "%00", "%ff", "+", "&", "&amp;", "=", "?", "#", "/", "//", "://", ":", "@", ".", "..", ",",
        ";", "-", "{", "}", "[", "]", "\\u0000", "\\ud800", "null", "NaN", "Infinity", "-0", "1e999", "99999999999999999999", "٣", "***",
    ];

    private static readonly string[] Halves = ["\ud800", "\udc00", "\udc00\ud800"];

    /// <summary>Text with anything in it but half a surrogate pair.</summary>
    public static readonly Gen<string> WellFormedText = Joined(Gen.OneOf(Of(Gen.Char[' ', '~'], 0, 12), Gen.OneOf(WellFormedOddities)), 8);

    /// <summary>Text with anything in it.</summary>
    public static readonly Gen<string> Text = Joined(Gen.OneOf(Of(Gen.Char[' ', '~'], 0, 12), Gen.OneOf(WellFormedOddities), Gen.OneOf(Halves)), 8);

    /// <summary>Text that may be longer than anyone needs.</summary>
    public static readonly Gen<string> LongText = Gen.Select(Text, Gen.OneOf(1, 1, 1, 10, 50)).Select((text, times) => string.Concat(Enumerable.Repeat(text, times)));

    /// <summary>Bytes of any kind.</summary>
    public static readonly Gen<byte[]> Bytes = Gen.OneOf(Gen.Byte.Array[0, 40], Text.Select(Encoding.UTF8.GetBytes), Text.Select(Encoding.Unicode.GetBytes));

    /// <summary>What JSON permits between its tokens.</summary>
    public static readonly Gen<string> JsonSpace = Of(Gen.Char[" \t\r\n"], 0, 3);

    /// <summary>A string of JSON, in any of the ways in which it can be written; also one that is no text.</summary>
    public static readonly Gen<string> JsonString = Gen.OneOf(
        WellFormedText.SelectMany(Quoted),
        Gen.OneOf("\"\\ud800\"", "\"\\udc00\\ud800\"", "\"x\\ud83dy\"", "\"\\u0000\"", "\"\""));

    /// <summary>A value of JSON, however odd.</summary>
    public static readonly Gen<string> Json = Gen.Recursive<string>((depth, inner) => depth > 3
        ? Scalar()
        : Gen.Frequency(
            (4, Scalar()),
            (1, inner.Array[0, 3].Select(items => $"[{string.Join(", ", items)}]")),
            (1, Gen.Select(JsonString, inner).Array[0, 3].Select(members => $"{{{string.Join(",", members.Select(member => $"{member.Item1}: {member.Item2}"))}}}")),
            (1, inner.SelectMany(Quoted)),
            (1, Gen.Int[1, 300].Select(levels => new string('[', levels) + new string(']', levels)))));

    /// <summary>A secret as systems make them: tokens, codes, keys and passwords.</summary>
    public static readonly Gen<string> Secret = Gen.OneOf(
        Of(Gen.Char["ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"], 20, 90),
        Of(Gen.Char["0123456789abcdef"], 32, 64),
        Gen.Byte.Array[16, 64].Select(Convert.ToBase64String),
        Gen.Byte.Array[16, 64].Array[3].Select(parts => string.Join('.', parts.Select(Convert.ToBase64String))),
        Of(Gen.Char["abcXYZ0189!$%&'()*+,-./:;<=>?@[]^_`{|}~#\""], 12, 40));

    /// <summary>A string of JSON that holds a text: each character as it is, where that is allowed, or escaped.</summary>
    public static Gen<string> Quoted(string text) => Gen.Select(Gen.Bool.Array[1, 16], Gen.Bool).Select((pattern, isUpper) =>
    {
        StringBuilder quoted = new("\"");
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsSurrogatePair(text, i) && !pattern[i % pattern.Length])
            {
                quoted.Append(c).Append(text[++i]);
                continue;
            }

            string unit = ((int)c).ToString(isUpper ? "X4" : "x4", CultureInfo.InvariantCulture);
            quoted.Append(c switch
            {
                _ when pattern[i % pattern.Length] || char.IsSurrogate(c) => $"\\u{unit}",
                '"' or '\\' => $"\\{c}",
                '/' => "\\/",
                < ' ' => $"\\u{unit}",
                _ => c,
            });
        }

        return quoted.Append('"').ToString();
    });

    /// <summary>A text percent-encoded: what must be, and of the rest what happens to be.</summary>
    public static Gen<string> PercentEncoded(string text) => Gen.Select(Gen.Bool.Array[1, 16], Gen.Bool).Select((pattern, isUpper) => string.Concat(
        Encoding.UTF8.GetBytes(text).Select((b, i) => char.IsAsciiLetterOrDigit((char)b) && !pattern[i % pattern.Length]
            ? ((char)b).ToString()
            : $"%{b.ToString(isUpper ? "X2" : "x2", CultureInfo.InvariantCulture)}")));

    /// <summary>An object of JSON with given members, among others that may be anything, in any order.</summary>
    /// <param name="members">Each a name and a value, both as they are written.</param>
    public static Gen<string> JsonObject(params (string Name, string Value)[] members) =>
        Gen.Select(Gen.Select(JsonString, Json).Array[0, 4], JsonSpace, JsonSpace)
            .SelectMany((others, before, between) => Gen.Shuffle((string[])[.. members.Select(Written), .. others.Select(Written)]).Select(all =>
                $"{before}{{{between}{string.Join($"{between},{before}", all)}{before}}}{between}"));

    /// <summary>Valid bytes, and then not: cut, doubled, moved, flipped, and with other bytes among them.</summary>
    public static Gen<byte[]> Mutated(Gen<byte[]> valid) =>
        Gen.Select(valid, Gen.Select(Gen.Int[0, 6], Gen.Double.Unit, Gen.Double.Unit, Bytes).Array[1, 4])
            .Select((bytes, changes) => changes.Aggregate(bytes, (current, change) => Change(current, change.Item1, change.Item2, change.Item3, change.Item4)));

    /// <summary>Valid text, and then not.</summary>
    public static Gen<string> Mutated(Gen<string> valid) =>
        Gen.Select(valid, Gen.Select(Gen.Int[0, 6], Gen.Double.Unit, Gen.Double.Unit, Text).Array[1, 4])
            .Select((text, changes) => changes.Aggregate(text, (current, change) => new(Change(current.ToCharArray(), change.Item1, change.Item2, change.Item3, change.Item4.ToCharArray()))));

    /// <summary>Text of some characters.</summary>
    public static Gen<string> Of(Gen<char> characters, int shortest, int longest) => characters.Array[shortest, longest].Select(all => new string(all));

    /// <summary>Does something as if in another country.</summary>
    public static T In<T>(CultureInfo culture, Func<T> read)
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = culture;
            return read();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static Gen<string> Joined(Gen<string> pieces, int most) => pieces.Array[0, most].Select(string.Concat);

    private static Gen<string> Scalar() => Gen.OneOf(
        JsonString,
        Gen.OneOf("null", "true", "false", "0", "-1", "1e999", "1e-999", "-0.0", "3600", "12345678901234567890123456789012345678901234567890", "[]", "{}"),
        Gen.Long.Select(number => number.ToString(CultureInfo.InvariantCulture)));

    private static string Written((string Name, string Value) member) => $"{member.Name}:{member.Value}";

    private static T[] Change<T>(T[] all, int kind, double from, double to, T[] other)
    {
        int start = (int)(Math.Min(from, to) * all.Length);
        int end = (int)(Math.Max(from, to) * all.Length);
        T[] piece = all[start..end];
        return kind switch
        {
            0 => all[..end],
            1 => all[start..],
            2 => [.. all[..start], .. all[end..]],
            3 => [.. all[..end], .. piece, .. all[end..]],
            4 => [.. piece, .. all],
            5 => [.. all[..start], .. other, .. all[start..]],
            _ => [.. all[..start], .. other, .. all[Math.Min(all.Length, start + other.Length)..]],
        };
    }
}
