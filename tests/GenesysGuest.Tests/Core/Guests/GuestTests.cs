namespace GenesysGuest.Tests.Core.Guests;

/// <summary>Guests are equal by what the service returned.</summary>
public sealed class GuestTests
{
    private static readonly Guest Ada = new("g-1", "Ada", "ada@example.com", "t-1", CreatedDate: null, UpdatedDate: null, SelfUri: null);

    [Fact]
    public void The_same_guest_is_equal_whatever_its_row() => Assert.Equal(Ada with { RowNumber = 1 }, Ada with { RowNumber = 2 });

    [Fact]
    public void Each_value_makes_a_difference() => Assert.All(
        [
            Ada with { Id = "x" }, Ada with { Name = "x" }, Ada with { Email = "x" }, Ada with { Token = "x" },
            Ada with { CreatedDate = DateTimeOffset.UnixEpoch }, Ada with { UpdatedDate = DateTimeOffset.UnixEpoch }, Ada with { SelfUri = "x" }, null,
        ],
        other => Assert.NotEqual(Ada, other));
}
