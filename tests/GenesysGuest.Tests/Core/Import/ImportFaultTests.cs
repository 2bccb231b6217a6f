using GenesysGuest.Import;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>What each error means to a scheduler.</summary>
public sealed class ImportFaultTests
{
    [Theory]
    [InlineData(ErrorId.InvalidGuest, ImportOutcome.RowsFailed)]
    [InlineData(ErrorId.GuestRejected, ImportOutcome.RowsFailed)]
    [InlineData(ErrorId.GuestOutcomeUnknown, ImportOutcome.RowsFailed)]
    [InlineData(ErrorId.UnexpectedResponse, ImportOutcome.RowsFailed)]
    [InlineData(ErrorId.RateLimited, ImportOutcome.TryAgain)]
    [InlineData(ErrorId.ServiceUnavailable, ImportOutcome.TryAgain)]
    [InlineData(ErrorId.NotAttempted, ImportOutcome.TryAgain)]
    [InlineData(ErrorId.TokenRequestFailed, ImportOutcome.TryAgain)]
    [InlineData(ErrorId.ImportRunning, ImportOutcome.TryAgain)]
    [InlineData(ErrorId.TokenRequestRejected, ImportOutcome.SignInFailed)]
    [InlineData(ErrorId.TokenRequestUnauthorized, ImportOutcome.SignInFailed)]
    [InlineData(ErrorId.NotConnected, ImportOutcome.SignInFailed)]
    [InlineData(ErrorId.SessionExpired, ImportOutcome.SignInFailed)]
    [InlineData(ErrorId.GuestUnauthorized, ImportOutcome.SignInFailed)]
    [InlineData(ErrorId.InteractionNotPossible, ImportOutcome.SignInFailed)]
    [InlineData(ErrorId.GuestForbidden, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.MissingScope, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.InvalidEnvironment, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.JournalUnusable, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.ImportUnusable, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.EnvironmentNotFound, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.InvalidRedirectUri, ImportOutcome.Misconfigured)]
    public void Each_leads_to_what_is_to_be_done(ErrorId errorId, ImportOutcome outcome) => Assert.Equal(outcome, ImportFault.OutcomeOf(errorId));

    [Theory]
    [InlineData(ErrorId.InvalidGuest, false)]
    [InlineData(ErrorId.InvalidContact, false)]
    [InlineData(ErrorId.JournalUnusable, false)]
    [InlineData(ErrorId.ServiceUnavailable, true)]
    [InlineData(ErrorId.GuestForbidden, true)]
    [InlineData(ErrorId.ImportUnusable, true)]
    public void What_is_wrong_with_one_file_leaves_the_others_alone(ErrorId errorId, bool endsRun) =>
        Assert.Equal(endsRun, ImportFault.EndsRun(new GenesysException(errorId, "No.", "Try.")));

    [Theory]
    [InlineData(ErrorId.GuestRejected, true, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.GuestRejected, false, ImportOutcome.RowsFailed)]
    [InlineData(ErrorId.ContactRejected, true, ImportOutcome.Misconfigured)]
    [InlineData(ErrorId.ContactRejected, false, ImportOutcome.RowsFailed)]
    [InlineData(ErrorId.RateLimited, true, ImportOutcome.TryAgain)]
    public void A_refusal_that_all_rows_share_is_of_the_settings(ErrorId errorId, bool isSameForAll, ImportOutcome outcome) => Assert.Equal(
        outcome, ImportFault.OutcomeOf(new ProvisioningException(errorId, "No.", "Try.") { IsSameForAll = isSameForAll }));

    [Theory]
    [InlineData(ErrorId.UnexpectedResponse, false, ImportOutcome.TryAgain)]
    [InlineData(ErrorId.UnexpectedResponse, true, ImportOutcome.RowsFailed)]
    [InlineData(ErrorId.GuestForbidden, false, ImportOutcome.Misconfigured)]
    public void An_odd_answer_after_which_the_row_may_run_again_is_for_the_next_run(ErrorId errorId, bool isUnknown, ImportOutcome outcome) => Assert.Equal(
        outcome, ImportFault.OutcomeOf(new ProvisioningException(errorId, "No.", "Try.") { IsUnknown = isUnknown }));

    [Fact]
    public void A_journal_that_cannot_be_used_is_of_the_settings_unless_somebody_has_it_open()
    {
        using TempFolder folder = new();
        string path = folder.File("journal.jsonl");
        using FileStream first = new(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None);
        IOException held = Assert.ThrowsAny<IOException>(() => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None));

        Assert.Equal(ImportOutcome.TryAgain, ImportFault.OutcomeOf(new GenesysException(ErrorId.JournalUnusable, "No.", "Try.", held)));
        Assert.Equal(ImportOutcome.Misconfigured, ImportFault.OutcomeOf(new GenesysException(ErrorId.JournalUnusable, "No.", "Try.", new IOException("full"))));
    }

    [Fact]
    public void Its_line_has_what_happened_and_what_to_do_and_not_the_row()
    {
        Assert.Equal("No. Try.", ImportFault.Text(new ProvisioningException(ErrorId.InvalidGuest, "No. ", "Try.") { RowNumber = 7 }));
        Assert.Equal("No. Try.", ImportFault.Text(new GenesysException(ErrorId.ImportUnusable, "No.", "Try.")));
        Assert.Equal("No.", ImportFault.Text(new GenesysException(ErrorId.ImportUnusable, "No.", "")));
    }

    [Fact]
    public void What_told_of_a_file_that_cannot_be_used_stands_in_the_message_on_one_line()
    {
        Assert.Equal("The file is gone.", ImportFault.Unusable("The file is gone", "Look.").Message);
        Assert.Equal("The file is gone: a b", ImportFault.Unusable("The file is gone", "Look.", new IOException("a\nb")).Message);
    }

    public static TheoryData<string, bool> Exceptions => new()
    {
        { nameof(IOException), true },
        { nameof(UnauthorizedAccessException), true },
        { nameof(NotSupportedException), true },
        { nameof(ArgumentException), true },
        { nameof(System.Security.SecurityException), true },
        { nameof(InvalidOperationException), false },
    };

    [Theory]
    [MemberData(nameof(Exceptions))]
    public void What_tells_of_a_file_or_a_disk_is_known(string kind, bool expected)
    {
        Exception exception = kind switch
        {
            nameof(IOException) => new IOException(),
            nameof(UnauthorizedAccessException) => new UnauthorizedAccessException(),
            nameof(NotSupportedException) => new NotSupportedException(),
            nameof(ArgumentException) => new ArgumentException("x", nameof(kind)),
            nameof(System.Security.SecurityException) => new System.Security.SecurityException(),
            _ => new InvalidOperationException(),
        };

        Assert.Equal(expected, ImportFault.IsOfDisk(exception));
    }
}
