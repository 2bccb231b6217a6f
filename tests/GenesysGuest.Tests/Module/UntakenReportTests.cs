using GenesysGuest.Provisioning;

namespace GenesysGuest.Tests.Modules;

/// <summary>What is said of guests that nobody can be handed any more.</summary>
public sealed class UntakenReportTests
{
    [Fact]
    public void Nothing_is_said_if_nothing_was_lost() => Assert.Null(Report([Failed(1, ErrorId.NotAttempted), Failed(2, ErrorId.GuestRejected)]));

    [Fact]
    public void Guests_are_named_by_their_rows() => Assert.Equal(
        "The pipeline ended early. Rows 2, 7 were created, but the result could not be returned. Look them up before you run the rows again. With -JournalPath, nothing is lost.",
        Report([Created(7), Created(2), Failed(3, ErrorId.NotAttempted)]));

    [Fact]
    public void With_a_journal_it_says_how_many_guests_that_has_and_how_to_go_on() => Assert.Equal(
        "The pipeline ended early. The journal 'run.jsonl' contains 640 guests with their tokens. Row 4 was sent, but the run ended before a response arrived, so the guest may exist. "
        + "To continue, run the same command again.",
        Report([Failed(4, ErrorId.GuestOutcomeUnknown)], created: 640, journal: "run.jsonl"));

    [Fact]
    public void With_a_journal_that_has_no_guest_nothing_is_said() => Assert.Null(Report([Failed(1, ErrorId.NotAttempted)], journal: "run.jsonl"));

    [Fact]
    public void Not_more_than_twenty_are_named() => Assert.Contains(
        " 19, 20 and 5 more were created", Report([.. Enumerable.Range(1, 25).Select(row => Created(row))]), StringComparison.Ordinal);

    [Fact]
    public void Contacts_are_sent_again_without_a_look() => Assert.Equal(
        "The pipeline ended early. Row 2 was created or updated, but the result could not be returned. To continue, run the same command again. It does no harm to completed rows.",
        UntakenReport.Of([Created(2)], ProvisioningSummary.Nothing, journalPath: null, Contacts));

    [Fact]
    public void A_journal_of_contacts_has_no_tokens() => Assert.Equal(
        "The pipeline ended early. The journal 'run.jsonl' contains 5 contacts. To continue, run the same command again.",
        UntakenReport.Of([], ProvisioningSummary.Nothing with { Created = 2, Updated = 3 }, "run.jsonl", Contacts));

    [Fact]
    public void A_guest_from_parameters_has_no_row() => Assert.Equal(
        "The pipeline ended early. The guest was created, but the result could not be returned. Look them up before you run the rows again. With -JournalPath, nothing is lost.",
        UntakenReport.Of([Created(1)], ProvisioningSummary.Nothing, journalPath: null, new("guest", "Create guest", "Creating guests", "created"), isFromParameters: true));

    private static ProvisioningWords Contacts { get; } = new("contact", "Create or update contact", "Writing contacts", "created or updated") { MayRepeat = true };

    private static string? Report(IReadOnlyList<ProvisioningOutcome> untaken, long created = 0, string? journal = null) =>
        UntakenReport.Of(untaken, ProvisioningSummary.Nothing with { Created = created }, journal, new("guest", "Create guest", "Creating guests", "created"));

    private static GuestOutcome Created(long row) => new(Row(row), new Verdict(new Guest("g-1", "Ada", "ada@example.com", "t", null, null, null)));

    private static GuestOutcome Failed(long row, ErrorId errorId) => new(
        Row(row), new Verdict(new ProvisioningException(errorId, "No.", "Try again.")));

    private static GuestRow Row(long number) => new(number, new GuestRequest("Ada", "ada@example.com"));
}
