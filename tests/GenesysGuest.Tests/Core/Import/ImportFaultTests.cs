using GenesysGuest.Import;

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
    public void Each_leads_to_what_is_to_be_done(ErrorId errorId, ImportOutcome outcome) => Assert.Equal(outcome, ImportFault.OutcomeOf(errorId));

    [Theory]
    [InlineData(ErrorId.InvalidGuest, false)]
    [InlineData(ErrorId.JournalUnusable, false)]
    [InlineData(ErrorId.ServiceUnavailable, true)]
    [InlineData(ErrorId.GuestForbidden, true)]
    [InlineData(ErrorId.ImportUnusable, true)]
    public void What_is_wrong_with_one_file_leaves_the_others_alone(ErrorId errorId, bool endsRun) =>
        Assert.Equal(endsRun, ImportFault.EndsRun(new GenesysException(errorId, "No.", "Try.")));
}
