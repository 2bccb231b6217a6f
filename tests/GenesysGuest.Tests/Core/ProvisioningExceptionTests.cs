using System.Net;

namespace GenesysGuest.Tests.Core;

/// <summary>The error of a row, and its copies.</summary>
public sealed class ProvisioningExceptionTests
{
    [Fact]
    public void The_copy_without_a_row_keeps_everything_but_the_row()
    {
        ProvisioningException error = new(ErrorId.UnexpectedResponse, "No response.", "Look it up.", new IOException("reset"))
        {
            Field = "Email",
            RowNumber = 7,
            IsUnknown = true,
            NextStep = NextStep.SignIn,
            NextStepArgument = "argument",
            StatusCode = HttpStatusCode.BadGateway,
            ServerCode = "code",
            CorrelationId = "correlation",
            RetryAfter = TimeSpan.FromSeconds(3),
        };

        ProvisioningException copy = error.WithoutRow("Contact: ");

        Assert.Equal(("Contact: No response.", null), (copy.Message, copy.RowNumber));
        Assert.Equal(Others(error), Others(copy));
    }

    [Fact]
    public void An_unknown_outcome_is_unknown_whoever_creates_the_error() => Assert.Equal(
        [ErrorId.GuestOutcomeUnknown], Enum.GetValues<ErrorId>().Where(errorId => new ProvisioningException(errorId, "No.", "Try.").IsUnknown));

    private static object Others(ProvisioningException error) => (
        error.ErrorId, error.Remedy, error.InnerException, error.Field, error.IsUnknown, error.NextStep, error.NextStepArgument,
        (error.StatusCode, error.ServerCode, error.CorrelationId, error.RetryAfter));
}
