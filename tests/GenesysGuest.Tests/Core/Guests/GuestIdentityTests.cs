using GenesysGuest.Guests;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>By what a journal recognizes a guest.</summary>
public sealed class GuestIdentityTests
{
    [Fact]
    public void It_is_the_same_in_every_version_because_a_journal_outlives_one() => Assert.Equal(
        "df9905ba05d16a19b4d212876bbb5e3b",
        GuestTarget.Instance.IdentityOf(new GuestRow(1, new GuestRequest(
            "Ada", "ada@example.com", new Dictionary<string, string>(StringComparer.Ordinal) { ["tier"] = "gold", ["language"] = "de" }))).ToString());
}
