using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>A journal that another process has open when a run begins.</summary>
public sealed class OpeningTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly ProvisioningOptions _options;

    public OpeningTests() => _options = new ProvisioningOptions { JournalPath = _folder.File("run.jsonl") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_is_waited_for_if_it_is_held_for_a_moment()
    {
        using Connection connection = _server.Connect();
        _server.Guests.Replies(Reply.Guest());
        Task<GuestProvisioner> opening;
        await using (Hold())
        {
            opening = GuestProvisioner.OpenAsync(connection, _options);
            for (int pause = 0; pause < 8; pause++)
            {
                await _server.Clock.WaitForTimersAsync(1);
                Assert.False(opening.IsCompleted);
                _server.Clock.Advance(TimeSpan.FromSeconds(0.25));
            }

            await _server.Clock.WaitForTimersAsync(1);
        }

        using GuestProvisioner provisioner = await _server.Clock.RunAsync(opening);
        Assert.True(provisioner.TryAdd(GeneratedRows.Row(1)));
    }

    [Fact]
    public async Task It_is_given_up_after_five_seconds()
    {
        DateTimeOffset start = _server.Clock.GetUtcNow();
        using Connection connection = _server.Connect();
        await using FileStream held = Hold();

        GenesysException refused = await Assert.ThrowsAsync<GenesysException>(() => _server.Clock.RunAsync(GuestProvisioner.OpenAsync(connection, _options)));

        Assert.Equal(ErrorId.JournalUnusable, refused.ErrorId);
        Assert.Contains("Another run or program", refused.Message, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(5), _server.Clock.GetUtcNow() - start);
    }

    [Fact]
    public async Task Whoever_stops_does_not_wait_for_it()
    {
        using CancellationTokenSource stop = new();
        using Connection connection = _server.Connect();
        await using FileStream held = Hold();
        Task<GuestProvisioner> opening = GuestProvisioner.OpenAsync(connection, _options, stop.Token);
        await _server.Clock.WaitForTimersAsync(1);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => opening);
    }

    [Fact]
    public async Task A_path_that_leads_nowhere_is_refused_at_once()
    {
        using Connection connection = _server.Connect();

        Task<GuestProvisioner> opening = GuestProvisioner.OpenAsync(connection, _options with { JournalPath = Path.Combine(_folder.Path, "no", "folder") });

        Assert.True(opening.IsCompleted);
        Assert.Equal(ErrorId.JournalUnusable, (await Assert.ThrowsAsync<GenesysException>(() => opening)).ErrorId);
    }

    [Fact]
    public void Without_waiting_no_journal_can_be_opened()
    {
        using Connection connection = _server.Connect();

        Assert.Contains("OpenAsync", Assert.Throws<ArgumentException>(() => new GuestProvisioner(connection, _options)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_options.JournalPath));
    }

    private FileStream Hold() => new(_options.JournalPath!, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
}
