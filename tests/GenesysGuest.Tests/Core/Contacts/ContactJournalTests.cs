using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>A run of contacts that is interrupted, and the one that goes on.</summary>
public sealed class ContactJournalTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ContactsService _service = new();
    private readonly ProvisioningOptions _options;

    public ContactJournalTests() => _options = new ProvisioningOptions { JournalPath = _folder.File("run.jsonl") };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task What_was_written_is_not_written_again_and_comes_out_as_it_did()
    {
        IReadOnlyList<ContactOutcome> first = await _service.RunAsync(ContactRows.Take(25), _options);

        IReadOnlyList<ContactOutcome> second = await _service.RunAsync(ContactRows.Take(30), _options);

        Assert.Equal(first.Select(outcome => outcome.Contact), second.Take(25).Select(outcome => outcome.Contact));
        Assert.Equal(5, _service.Batches.Skip(3).Sum(batch => batch.Length));
    }

    [Fact]
    public async Task What_had_no_answer_is_sent_again_unasked()
    {
        _service.Request = (_, _) => Reply.Lost;
        await _service.RunAsync(ContactRows.Take(3), _options with { MaxRetryCount = 0 });
        _service.Request = (_, _) => null;

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(3), _options);

        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Contact));
    }

    [Fact]
    public async Task A_run_that_was_killed_in_the_middle_is_gone_on_with()
    {
        await _service.RunAsync(ContactRows.Take(10), _options);
        string[] lines = await File.ReadAllLinesAsync(_options.JournalPath!);
        await File.WriteAllLinesAsync(_options.JournalPath!, lines.Where(line => !line.Contains("\"state\":\"Created\",", StringComparison.Ordinal) || !line.Contains("\"row\":4,", StringComparison.Ordinal)));

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(10), _options);

        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Contact));
        Assert.Equal(["4"], _service.Batches[^1]);
        Assert.Equal(10, _service.Count);
    }

    [Fact]
    public async Task The_summary_tells_created_from_updated()
    {
        await _service.RunAsync(ContactRows.Take(3));
        using Connection connection = _service.Server.Connect();
        using ContactProvisioner provisioner = await ContactProvisioner.OpenAsync(connection);

        await _service.Server.Clock.RunAsync(DrainAsync(provisioner, ContactRows.Take(5)));

        Assert.Equal((2, 3, 5), (provisioner.Summary.Created, provisioner.Summary.Updated, provisioner.Summary.Sent));
        Assert.StartsWith("2 created, 3 updated, 0 failed", provisioner.Summary.ToString(), StringComparison.Ordinal);
    }

    private static async Task<int> DrainAsync(ContactProvisioner provisioner, IEnumerable<ContactRow> rows)
    {
        int count = 0;
        await foreach (ContactOutcome outcome in provisioner.RunAsync(rows))
        {
            count += outcome.Contact is null ? 0 : 1;
        }

        return count;
    }
}
