using System.Text;
using CsCheck;
using GenesysGuest.Http;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Whatever a server sends, and in whatever way it has a secret in it: the secret does not come out.</summary>
public sealed class RedactionPropertyTests
{
    private const int Tell = 8; // characters of a secret that would tell something of it

    /// <summary>A way to have a text within another, in up to three layers.</summary>
    private static readonly Gen<Func<string, Gen<string>>[]> Layers = Gen.OneOf<Func<string, Gen<string>>>(
        Outside.Quoted,
        text => Outside.Quoted($"refused: {text} (sic)"),
        text => Outside.Quoted(text).SelectMany(quoted => Outside.JsonObject(("\"message\"", quoted), ("\"status\"", "400"))),
        text => Outside.Quoted(text).SelectMany(quoted => Gen.Select(Outside.Json, Outside.Json, (before, after) => $"[{before},{quoted},{after}]")),
        text => Outside.Quoted(text).SelectMany(quoted => Outside.JsonObject(("\"errors\"", $"[{{\"detail\":{quoted}}}]"))),
        Outside.PercentEncoded,
        text => Gen.Const($"<p>{text}</p>"),
        text => Gen.Select(Outside.WellFormedText, Outside.WellFormedText, (before, after) => $"{before} {text} {after}")).Array[0, 3];

    /// <summary>A secret, and a text that has it in it.</summary>
    private static readonly Gen<(string Secret, string Text)> Embedded = Gen.Select(Outside.Secret, Layers).SelectMany((secret, layers) =>
        layers.Aggregate(Gen.Const(secret), (text, layer) => text.SelectMany(layer)).Select(text => (secret, text)));

    private static readonly Gen<(string Secret, string Text)> Named = Gen.Select(
        Outside.Of(Gen.Char["ABCXYZabcxyz0189-_"], 20, 60),
        Gen.OneOf("token", "access_token", "refresh_token", "guestToken", "client_secret", "password", "jwt", "code_verifier", "Authorization"),
        Layers).SelectMany((secret, name, layers) => Outside.Quoted(secret).SelectMany(quoted =>
            layers.Take(2).Aggregate(Outside.JsonObject(($"\"{name}\"", quoted)), (text, layer) => text.SelectMany(layer)))
        .Select(text => (secret, text)));

    /// <summary>Secrets of which one begins with another, ends with it, or runs into it.</summary>
    private static readonly Gen<string[]> Overlapping = Outside.Of(Gen.Char["abc4"], 3, 12).SelectMany(whole => Gen.Select(Gen.Int[1, whole.Length], Gen.Int[0, whole.Length - 1], Outside.Of(Gen.Char["abc4"], 0, 4))
        .Select((end, start, more) => new[] { whole, whole[..end], whole[start..] + more }));

    [Fact]
    public void Of_secrets_that_overlap_nothing_is_left_however_each_character_is_written() => Overlapping
        .SelectMany(secrets => Gen.Select(Gen.Const(secrets), Gen.Shuffle(secrets), Written(secrets[0]), Written(secrets[1]), Written(secrets[2])))
        .Sample(
            (secrets, inAnyOrder, whole, beginning, end) =>
            {
                string shown = Redaction.Redact($"<{whole}> <{beginning}> <{end}>", inAnyOrder);

                Assert.True(shown is "<***> <***> <***>", $"{string.Join(" ", secrets)}: <{whole}> <{beginning}> <{end}> was shown as {shown}");
            },
            iter: 5000);

    [Fact]
    public void A_known_secret_does_not_come_out_in_whatever_way_it_is_in_a_body() => Embedded.Sample(
        (secret, text) => AssertHides(secret, Redaction.Redact(text, "other-s3cret", secret)), iter: 3000);

    [Fact]
    public void Nor_does_the_part_of_it_that_is_left_where_the_body_is_cut() => Gen.Select(Embedded, Gen.Double.Unit).Sample(
        (embedded, part) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(embedded.Text);

            AssertHides(embedded.Secret, Redaction.Redact(bytes[..(int)(part * bytes.Length)], embedded.Secret));
        },
        iter: 5000);

    [Fact]
    public void What_a_member_of_such_a_name_holds_does_not_come_out_though_nobody_knows_it() => Named.Sample(
        (secret, text) => AssertHides(secret, Redaction.Redact(text)), iter: 3000);

    [Fact]
    public void Nor_does_the_part_of_it_that_the_cut_has_left() => Gen.Select(Named, Gen.Double.Unit).Sample(
        (named, part) =>
        {
            byte[] bytes = Encoding.UTF8.GetBytes(named.Text);

            AssertHides(named.Secret, Redaction.Redact(bytes[..(int)(part * bytes.Length)]));
        },
        iter: 5000);

    [Fact]
    public void What_comes_out_of_any_body_is_short_and_whole_and_steers_nothing() => Gen.Select(
        Gen.OneOf(Embedded.Select(embedded => Encoding.UTF8.GetBytes(embedded.Text)), Outside.LongText.Select(Encoding.UTF8.GetBytes), Outside.Bytes), Gen.OneOf(1, 1, 1, 20)).Sample(
        (bytes, times) =>
        {
            string shown = Redaction.Redact([.. Enumerable.Repeat(bytes, times).SelectMany(part => part)], "s3cret");

            Assert.InRange(shown.Length, 0, 2001);
            Secrecy.AssertPrintable(shown.Replace("\n", "", StringComparison.Ordinal));
        },
        iter: 1000);

    [Fact]
    public void JSON_without_secrets_stays_as_it_is() => Outside.JsonObject(("\"message\"", "\"No.\""), ("\"status\"", "400"))
        .Where(text => !text.Contains('=', StringComparison.Ordinal) && !text.Contains("3d", StringComparison.OrdinalIgnoreCase))
        .Sample(text => Assert.Equal(text, Redaction.Redact(text, "s3cret-s3cret")), iter: 2000);

    [Fact]
    public void A_mebibyte_of_anything_is_looked_through_to_its_end() => Gen.Select(
        Gen.OneOf(
            Gen.OneOf("Bearer ", "Bearer+", "+", "%20", " ", "\\", "%25", "{\"", "\"token\":\"", "code=", "\"", "[", "{\"a\":", "{\"token\":[", "-token", "token%3D", "client_", "\\u0073"),
            Outside.Text, Embedded.Select(embedded => embedded.Text)).Where(text => text.Length > 0).Array[1, 2], Outside.Secret).Sample(
        (repeated, secret) =>
        {
            string part = string.Concat(repeated);
            string text = string.Concat(Enumerable.Repeat(part, (1024 * 1024 / part.Length) - 1));

            AssertHides(secret, Redaction.Redact($"{text} {secret}", secret));
        },
        iter: 20);

    private static Gen<string> Written(string text) => text
        .Select(c => Gen.OneOf($"{c}", $"{c}", $"%{(int)c:x2}", $"%{(int)c:X2}", $"%25{(int)c:x2}", $"\\u{(int)c:x4}", $"%5Cu{(int)c:x4}"))
        .Aggregate(Gen.Const(""), static (before, next) => Gen.Select(before, next, string.Concat));

    private static void AssertHides(string secret, string shown)
    {
        for (int start = 0; start + Tell <= secret.Length; start++)
        {
            Assert.DoesNotContain(secret.Substring(start, Tell), shown, StringComparison.Ordinal);
        }
    }
}
