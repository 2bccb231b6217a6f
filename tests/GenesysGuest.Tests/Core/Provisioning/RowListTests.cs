using GenesysGuest.Provisioning;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>Numbers of rows, for a message.</summary>
public sealed class RowListTests
{
    [Theory]
    [InlineData(0, "")]
    [InlineData(3, "1, 2, 3")]
    [InlineData(20, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20")]
    [InlineData(21, "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20 and 1 more")]
    public void Twenty_are_shown_and_the_others_counted(int count, string expected) => Assert.Equal(expected, Of(Enumerable.Range(1, count)).ToString());

    [Fact]
    public void They_are_shown_in_the_order_of_the_rows() => Assert.Equal("1, 7, 9", Of([9, 1, 7]).ToString());

    [Fact]
    public void Who_takes_them_leaves_none()
    {
        RowList rows = Of(Enumerable.Range(1, 25));

        RowList taken = rows.Take();

        Assert.Equal((25, 0, ""), (taken.Count, rows.Count, rows.ToString()));
        Assert.EndsWith(" and 5 more", taken.ToString(), StringComparison.Ordinal);
    }

    private static RowList Of(IEnumerable<int> numbers)
    {
        RowList rows = new();
        foreach (int number in numbers)
        {
            rows.Add(number);
        }

        return rows;
    }
}
