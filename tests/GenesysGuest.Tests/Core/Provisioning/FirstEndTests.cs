using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>A run may have several reasons to end: the first is the one that it reports.</summary>
public sealed class FirstEndTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();

    public void Dispose() => _folder.Dispose();

    [LinuxFact]
    public async Task A_session_that_ended_is_not_hidden_by_a_disk_that_is_full_afterwards()
    {
        ProvisioningOptions options = new() { JournalPath = _folder.File("run.jsonl"), ThrottleLimit = 1 };
        _server.Token.Replies(Reply.Grant(), Reply.OAuthError(400, "invalid_grant"));
        using Connection connection = await _server.SignInAsync();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, options);
        using FullDisk disk = new(options.JournalPath);
        _server.Guests.Answers((_, _) =>
        {
            disk.Fill(); // so that "not attempted", the outcome of the row that ends the session, cannot be written
            return Reply.Of(401);
        });

        (List<GuestOutcome> outcomes, Exception? end) = await provisioner.CollectAsync(ManyRows.Make(5)).WaitAsync(TimeSpan.FromSeconds(30));

        Assert.Equal(ErrorId.SessionExpired, Assert.IsType<SignInException>(end).ErrorId);
        Assert.Same(end, provisioner.End);
        Assert.All(outcomes, outcome => Assert.EndsWith(end.Message, outcome.Error!.Message, StringComparison.Ordinal));
    }
}
