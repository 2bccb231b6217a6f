using GenesysGuest.Provisioning;

namespace GenesysGuest.Tests.Modules;

/// <summary>What is said of guests that nobody can be handed any more.</summary>
public sealed class UntakenReportTests
{
    [Fact]
    public void Nothing_is_said_if_nothing_was_lost() => Assert.Null(UntakenReport.Of([Failed(1, ErrorId.NotAttempted), Failed(2, ErrorId.GuestRejected)], hasJournal: false));

    [Fact]
    public void Guests_are_named_by_their_rows() => Assert.Equal(
        "The pipeline ended early. Rows 2, 7 were created and could not be handed out. Look them up before you run the rows again. With -JournalPath nothing would be lost.",
        UntakenReport.Of([Created(7), Created(2), Failed(3, ErrorId.NotAttempted)], hasJournal: false));

    [Fact]
    public void So_are_rows_that_were_sent() => Assert.Equal(
        "The pipeline ended early. Row 4 was sent, and no answer was waited for: what was asked for may exist. The journal has it all: run the same again.",
        UntakenReport.Of([Failed(4, ErrorId.GuestOutcomeUnknown)], hasJournal: true));

    [Fact]
    public void Not_more_than_twenty_are_named() => Assert.Contains(
        " 19, 20 and 5 more were created", UntakenReport.Of([.. Enumerable.Range(1, 25).Select(row => Created(row))], hasJournal: false), StringComparison.Ordinal);

    private static GuestOutcome Created(long row) => new(Row(row), new Verdict(new Guest("g-1", "Ada", "ada@example.com", "t", null, null, null)));

    private static GuestOutcome Failed(long row, ErrorId errorId) => new(Row(row), new Verdict(new ProvisioningException(errorId, "No.", "Try again.")));

    private static GuestRow Row(long number) => new(number, new GuestRequest("Ada", "ada@example.com"));
}
