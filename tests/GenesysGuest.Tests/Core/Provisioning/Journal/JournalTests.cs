using GenesysGuest.Guests;
using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Core.Resilience;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>What a journal holds, and when.</summary>
public sealed class JournalTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ScriptedServer _server = new();
    private readonly string _path;
    private readonly ProvisioningOptions _options;

    public JournalTests()
    {
        _path = _folder.File("run.jsonl");
        _server.Guests.Answers(Reply.Guest);
        _options = new ProvisioningOptions { JournalPath = _path, ThrottleLimit = 4 };
    }

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public async Task That_a_row_is_sent_is_written_before_it_is_sent()
    {
        List<bool> written = [];
        _server.Guests.Answers((request, index) =>
        {
            GuestRow row = GeneratedRows.Take(12).Single(row => string.Equals(row.Request.Email, request.Email, StringComparison.Ordinal));
            string line = $"\"state\":\"Sending\",\"identity\":\"{GuestTarget.Instance.IdentityOf(row)}\"";
            written.Add(TempFolder.ReadLocked(_path).Contains(line, StringComparison.Ordinal));
            return Reply.Guest(request, index);
        });

        using Connection connection = _server.Connect();
        await Finished.RunAsync(connection, GeneratedRows.Take(12), _options);

        Assert.Equal(Enumerable.Repeat(true, 12), written);
    }

    [UnixFact]
    public async Task What_became_of_a_row_is_written_before_it_is_handed_out()
    {
        _server.Guests.Answers((request, index) => index % 3 == 0 ? Reply.Of(400) : Reply.Guest(request, index));
        using Connection connection = _server.Connect();
        using GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, _options);
        int seen = 0;
        await foreach (GuestOutcome outcome in provisioner.RunAsync(GeneratedRows.Take(12)))
        {
            string expected = outcome.Guest is { } guest
                ? $"\"token\":\"{guest.Token}\""
                : $"\"state\":\"Failed\",\"identity\":\"{GuestTarget.Instance.IdentityOf(outcome.Row)}\"";
            Assert.Contains(expected, TempFolder.ReadLocked(_path), StringComparison.Ordinal);
            seen++;
        }

        Assert.Equal(12, seen);
    }

    [Fact]
    public async Task The_folder_of_a_new_one_can_be_flushed_whatever_its_name()
    {
        string folder = Directory.CreateDirectory(_folder.File("Zürich")).FullName;
        using Connection connection = _server.Connect();

        Finished finished = await Finished.RunAsync(connection, GeneratedRows.Take(1), _options with { JournalPath = Path.Combine(folder, "run.jsonl") });

        Assert.Single(finished.Guests);
    }

    [Fact]
    public async Task It_begins_with_what_it_is_and_has_two_lines_for_a_row()
    {
        using (Connection connection = _server.Connect())
        {
            await Finished.RunAsync(connection, GeneratedRows.Take(10), _options);
        }

        string[] lines = await File.ReadAllLinesAsync(_path);
        Assert.Equal("""{"journal":"GenesysGuest","version":2,"guests":"https://usw2.pure.cloud/api/v2/externalusers/guests","clientId":null,"organizationId":null,"identityColumn":null}""", lines[0]);
        Assert.Equal(10, lines.Count(line => line.StartsWith("{\"state\":\"Sending\",", StringComparison.Ordinal)));
        Assert.Equal(10, lines.Count(line => line.StartsWith("{\"state\":\"Created\",", StringComparison.Ordinal)));
        Assert.Equal(21, lines.Length);
    }

    [Fact]
    public async Task A_refusal_for_now_is_written_so_that_a_row_that_waits_is_not_unknown()
    {
        _server.Guests.Replies(Reply.Of(503), Reply.Guest());
        using (Connection connection = _server.Connect(out Traffic traffic))
        {
            await _server.Clock.PassAsync(Task.Run(() => Finished.RunAsync(connection, GeneratedRows.Take(1), _options)), traffic);
        }

        string[] lines = await File.ReadAllLinesAsync(_path);
        Assert.Equal(["Sending", "Waiting", "Sending", "Created"], lines.Skip(1).Select(line => line.Split('"')[3]));
    }

    [UnixFact]
    public async Task Only_its_owner_may_read_it_even_if_it_was_there_before()
    {
        using Connection connection = _server.Connect();
        await Finished.RunAsync(connection, GeneratedRows.Take(1), _options);
        AssertOwnersAlone();
#pragma warning disable CA1416 // not on Windows
        File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
#pragma warning restore CA1416

        await Finished.RunAsync(connection, GeneratedRows.Take(1), _options);

        AssertOwnersAlone();

#pragma warning disable CA1416
        void AssertOwnersAlone() => Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(_path));
#pragma warning restore CA1416
    }

    [Fact]
    public async Task A_second_run_on_it_is_refused_while_the_first_lasts()
    {
        using Connection connection = _server.Connect();
        using (GuestProvisioner first = await GuestProvisioner.OpenAsync(connection, _options))
        {
            GenesysException refused = await Assert.ThrowsAsync<GenesysException>(() => _server.Clock.RunAsync(GuestProvisioner.OpenAsync(connection, _options)));
            Assert.Equal(ErrorId.JournalUnusable, refused.ErrorId);
            Assert.Contains("Another run", refused.Message, StringComparison.Ordinal);

            using JournalProcess other = JournalProcess.Start(new Uri("http://127.0.0.1:9"), "at", _path, rows: 1, throttle: 1);
            Assert.Equal(["end JournalUnusable"], (await other.ReadToEndAsync()).Lines);
        }

        Assert.Single((await Finished.RunAsync(connection, GeneratedRows.Take(1), _options)).Guests);
    }

    [UnixFact]
    public async Task When_the_disk_is_full_every_guest_that_was_made_is_handed_out_and_the_run_ends()
    {
        await using SandboxServer server = await SandboxServer.StartAsync(new SandboxOptions { RateLimit = 0 });
        string token = server.IssueAccessToken();
        using JournalProcess process = JournalProcess.Start(server.BaseAddress, token, _path, rows: 500, throttle: 16, largestFile: 64);

        (int exitCode, IReadOnlyList<string> lines) = await process.ReadToEndAsync();

        Assert.Equal(1, exitCode);
        Assert.Equal("end JournalUnusable", lines[^1]);
        string[][] outcomes = [.. lines.SkipLast(1).Select(line => line.Split(' '))];
        Assert.Equal(server.Guests.Select(guest => guest.Token).Order(), outcomes.Select(part => part[1]).Except(["NotAttempted"], StringComparer.Ordinal).Order());
        Assert.InRange(server.GuestCount, 50, 250);

        // With room again, the same journal goes on.
        using Connection connection = Opened.With(SandboxRun.EnvironmentOf(server), token, new ConnectionOptions { UseProxy = false });
        Finished resumed = await Finished.RunAsync(connection, GeneratedRows.Take(500), _options);
        Ledger.AssertBalanced(resumed.Outcomes, 500, server.Guests);
        Assert.Empty(resumed.Errors.Except([ErrorId.GuestOutcomeUnknown]));
        Assert.InRange(resumed.RowsWith(ErrorId.GuestOutcomeUnknown).Count, 0, 32);
    }
}
