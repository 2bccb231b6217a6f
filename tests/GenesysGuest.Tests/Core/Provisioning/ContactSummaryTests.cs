using System.Globalization;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>The figures of contacts, as one line: what was done, and what would be.</summary>
public sealed class ContactSummaryTests
{
    private static readonly ProvisioningSummary Two = ProvisioningSummary.Nothing with { Duration = TimeSpan.FromSeconds(2) };

    public ContactSummaryTests() => CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE"); // flows with each test alone

    [Fact]
    public void Updated_and_unchanged_are_shown_where_there_are_any() => Assert.Equal(
        "1.000 created, 2 updated, 3 unchanged, 4 taken from the journal, 0 failed in 2,0 s (502,5 rows a second)",
        (Two with { Created = 1000, Updated = 2, Unchanged = 3, FromJournal = 4, Sent = 1005 }).ToString());

    [Fact]
    public void A_removal_counts_what_was_removed_and_nothing_that_was_created() => Assert.Equal(
        "5 removed, 1 failed, 2 skipped in 2,0 s (3,0 rows a second)", (Two with { IsRemoval = true, Removed = 5, Failed = 1, PassedOver = 2, Sent = 6 }).ToString());

    [Fact]
    public void A_removal_of_nothing_says_so() => Assert.Equal("0 removed, 0 failed in 2,0 s (0,0 rows a second)", (Two with { IsRemoval = true }).ToString());

    [Fact]
    public void A_dry_run_says_what_would_happen() => Assert.StartsWith(
        "Dry run, expected results: 1 created, 2 updated, 0 failed in ", (Two with { IsDryRun = true, Created = 1, Updated = 2 }).ToString(), StringComparison.Ordinal);

    [Theory]
    [InlineData(1, "1 empty row skipped")]
    [InlineData(2, "2 empty rows skipped")]
    public void Rows_of_an_import_are_passed_over_because_they_are_empty(long passedOver, string expected) =>
        Assert.Contains(expected, (Two with { PassedOver = passedOver }).ToString(), StringComparison.Ordinal);

    [Fact]
    public void The_total_is_all_of_it() => Assert.Equal(
        45, new ProvisioningSummary(1, 2, 3, 4, 5, Sent: 100, TimeSpan.Zero) { Updated = 6, Unchanged = 7, Removed = 8, PassedOver = 9 }.Total);

    [Theory]
    [InlineData(ContactChange.Created)]
    [InlineData(ContactChange.Updated)]
    [InlineData(ContactChange.Unchanged)]
    public void Each_change_is_counted_by_its_name(ContactChange change)
    {
        Tally tally = new(ProvisioningSummary.Nothing);
        ContactRow row = new(1, new ContactRequest("Ada", "Lovelace", "ada@example.com"));

        tally.Add(new ContactOutcome(row, new Verdict(new Contact("c-1", change, "Ada", "Lovelace", "ada@example.com", ExternalId: null))));

        ProvisioningSummary summary = tally.Summary(TimeSpan.Zero);
        Assert.Equal(
            (change == ContactChange.Created ? 1 : 0, change == ContactChange.Updated ? 1 : 0, change == ContactChange.Unchanged ? 1 : 0),
            (summary.Created, summary.Updated, summary.Unchanged));
    }
}
