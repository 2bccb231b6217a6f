using System.Globalization;

namespace GenesysGuest.Tests.Core.Rows;

/// <summary>Values become the same text in every culture.</summary>
public sealed class CellTextTests
{
    private static readonly (object? Value, string? Text)[] Values =
    [
        (null, null),
        ("", ""),
        (" text ", " text "),
        (true, "true"),
        (false, "false"),
        ('x', "x"),
        (42, "42"),
        (-42L, "-42"),
        ((byte)7, "7"),
        (1234567.5, "1234567.5"),
        (0.1, "0.1"),
        (-1e-9, "-1E-09"),
        (1.5f, "1.5"),
        (1234.50m, "1234.50"),
        (new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Unspecified), "2030-01-02T03:04:05"),
        (new DateTime(2030, 1, 2, 3, 4, 5, DateTimeKind.Utc), "2030-01-02T03:04:05Z"),
        (new DateTime(2030, 1, 2, 3, 4, 5, 678, DateTimeKind.Utc), "2030-01-02T03:04:05.678Z"),
        (new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.FromHours(-8)), "2030-01-02T03:04:05-08:00"),
        (new DateOnly(2030, 1, 2), "2030-01-02"),
        (new TimeOnly(3, 4, 5), "03:04:05"),
        (new TimeOnly(15, 4), "15:04:00"),
        (new TimeSpan(1, 2, 3, 4), "1.02:03:04"),
        (Guid.Parse("c0ffee00-0000-4000-8000-000000000001"), "c0ffee00-0000-4000-8000-000000000001"),
        (new Uri("HTTPS://Example.com/a b"), "HTTPS://Example.com/a b"),
        (new Version(1, 2, 3), "1.2.3"),
        (DayOfWeek.Sunday, "Sunday"),
        (System.Numerics.BigInteger.Parse("123456789012345678901234567890", CultureInfo.InvariantCulture), "123456789012345678901234567890"),
        (new object(), null),
        (new[] { "a" }, null),
        (new Dictionary<string, string>(StringComparer.Ordinal), null),
        (KeyValuePair.Create("a", "b"), null),
        (DBNull.Value, null),
    ];

    public static TheoryData<string, int> Cases
    {
        get
        {
            TheoryData<string, int> cases = [];
            foreach (string culture in (string[])["", "tr-TR", "ar-SA", "de-DE", "fa-IR", "th-TH", "sv-SE"])
            {
                for (int i = 0; i < Values.Length; i++)
                {
                    cases.Add(culture, i);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_value_has_one_text(string culture, int value)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture); // flows with this test alone

        Assert.Equal(Values[value].Text, CellText.From(Values[value].Value));
    }
}
