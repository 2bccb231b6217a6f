using System.Diagnostics;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A journal that something else touches while a run has it open. The lock binds only those who ask for it.</summary>
public sealed class IntrusionTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly ProvisioningOptions _options;

    public IntrusionTests()
    {
        _options = new ProvisioningOptions { JournalPath = _folder.File("run.jsonl"), ThrottleLimit = 1 };
        _server.Guests.Answers(Reply.Guest);
    }

    public void Dispose() => _folder.Dispose();

    [UnixTheory]
    [InlineData(": > \"$0\"")] // emptied
    [InlineData("rm \"$0\"")]
    [InlineData("mv \"$0\" \"$0.old\"")]
    [InlineData("echo '{}' >> \"$0\"")]
    [InlineData("cp \"$0\" \"$0.copy\"; mv \"$0.copy\" \"$0\"")] // another file of the same content
    public async Task Nothing_more_is_sent_and_the_rows_so_far_are_safe(string command)
    {
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options);
        Assert.NotNull((await RunAsync(provisioner, 1)).Guest);
        using (Process sh = Process.Start("sh", ["-c", command, _options.JournalPath!]))
        {
            await sh.WaitForExitAsync();
            Assert.Equal(0, sh.ExitCode);
        }

        GuestOutcome second = await RunAsync(provisioner, 2);
        GuestOutcome third = await RunAsync(provisioner, 3);

        Assert.Equal([ErrorId.NotAttempted, ErrorId.NotAttempted], [second.Error!.ErrorId, third.Error!.ErrorId]);
        Assert.Single(_server.Guests.Requests);
        Assert.Equal(ErrorId.JournalUnusable, provisioner.End?.ErrorId);
        Assert.EndsWith("was changed, replaced or deleted while it was in use.", provisioner.End!.Message, StringComparison.Ordinal);
    }

    [UnixFact]
    public async Task A_guest_that_was_under_way_is_handed_out()
    {
        _server.Guests.Answers((request, index) =>
        {
            using Process rm = Process.Start("rm", [_options.JournalPath!]);
            rm.WaitForExit();
            return Reply.Guest(request, index);
        });
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options);

        Assert.NotNull((await RunAsync(provisioner, 1)).Guest);

        Assert.Equal(ErrorId.JournalUnusable, provisioner.End?.ErrorId);
    }

    [UnixFact]
    public async Task A_guest_is_not_taken_from_a_line_about_another_row()
    {
        using Connection connection = _server.Connect();
        await Finished.RunAsync(connection, GeneratedRows.Take(2), _options);
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options);
        string[] lines = TempFolder.ReadLocked(_options.JournalPath!).Split('\n');
        (lines[2], lines[4]) = (lines[4], lines[2]); // they are of the same length
        string other = _folder.File("other");
        await File.WriteAllTextAsync(other, string.Join('\n', lines));
        using (Process sh = Process.Start("sh", ["-c", "cat \"$1\" > \"$0\"", _options.JournalPath!, other]))
        {
            await sh.WaitForExitAsync();
        }

        GuestOutcome first = await RunAsync(provisioner, 1);

        Assert.Equal(ErrorId.NotAttempted, first.Error?.ErrorId);
        Assert.Equal(ErrorId.JournalUnusable, provisioner.End?.ErrorId);
    }

    [UnixFact]
    public async Task A_link_to_the_file_will_do()
    {
        string link = _folder.File("link.jsonl");
        File.CreateSymbolicLink(link, _options.JournalPath!);
        using Connection connection = _server.Connect();

        Assert.Equal(5, (await Finished.RunAsync(connection, GeneratedRows.Take(5), _options with { JournalPath = link })).Guests.Count());
        Assert.Equal(5, (await Finished.RunAsync(connection, GeneratedRows.Take(5), _options)).Guests.Count());
        Assert.Equal(5, _server.Guests.Count);
    }

    private static async Task<GuestOutcome> RunAsync(GuestProvisioner provisioner, int number)
    {
        Assert.True(provisioner.TryAdd(GeneratedRows.Row(number)));
        Assert.True(await provisioner.WaitAsync());
        Assert.True(provisioner.TryTake(out GuestOutcome? outcome));
        return outcome;
    }
}
