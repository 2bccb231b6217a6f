using GenesysGuest.SignIn.Loopback;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>What a receiver says of the callbacks that it rejected: each kind once, and all of them at the end.</summary>
public sealed class RejectedCallbacksTests
{
    private const string Address = "http://127.0.0.1:8765/callback";

    private readonly List<SignInException> _told = [];
    private readonly RejectedCallbacks _rejected;

    public RejectedCallbacksTests() => _rejected = new(_told.Add);

    [Fact]
    public void Without_one_the_time_limit_is_all_there_is_to_say()
    {
        SignInException error = _rejected.TimedOut(Address, TimeSpan.FromSeconds(90.5));

        Assert.Equal($"No response was received on {Address} within 90.5 seconds.", error.Message);
        Assert.Equal((ErrorId.AuthorizationTimedOut, NextStep.SignInInTwoSteps), (error.ErrorId, error.NextStep));
    }

    [Fact]
    public void Callbacks_of_others_are_counted_and_not_told_of()
    {
        _rejected.Add(Fault("No."), isOfThisRequest: false);
        _rejected.Add(Fault("No."), isOfThisRequest: false);

        Assert.Empty(_told);
        Assert.Equal(2, _rejected.Count);
        Assert.Contains(" 2 callback(s) were rejected because they did not belong to this request.", _rejected.TimedOut(Address, TimeSpan.FromSeconds(1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_of_this_request_is_told_of_once_and_is_the_cause_at_the_end()
    {
        SignInException last = Fault("The issuer differs.");
        _rejected.Add(Fault("The issuer differs."), isOfThisRequest: true);
        _rejected.Add(last, isOfThisRequest: true);

        Assert.Single(_told);
        SignInException error = _rejected.TimedOut(Address, TimeSpan.FromSeconds(1));
        Assert.EndsWith("The browser returned, but its response was rejected: The issuer differs.", error.Message, StringComparison.Ordinal);
        Assert.Equal((last, "Sign in again."), (error.InnerException, error.Remedy));
    }

    [Fact]
    public void Of_many_kinds_ten_are_told_of()
    {
        for (int kind = 0; kind < 12; kind++)
        {
            _rejected.Add(Fault($"Fault {kind}."), isOfThisRequest: true);
        }

        Assert.Equal((10, 12), (_told.Count, _rejected.Count));
    }

    private static SignInException Fault(string message) => new(ErrorId.InvalidCallback, message, "Sign in again.");
}
