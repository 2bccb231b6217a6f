using System.Text.Json.Nodes;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>What was done to a contact: what the service says, and no more than it knows.</summary>
public sealed class ContactChangeTests
{
    private const string Noon = "2030-01-02T12:00:00Z";

    private readonly ContactsService _service = new();

    [Theory]
    [InlineData(201, Noon, Noon, ContactChange.Created)]
    [InlineData(200, Noon, Noon, ContactChange.Unchanged)]
    [InlineData(200, Noon, "2030-01-02T13:00:00+01:00", ContactChange.Unchanged)]
    [InlineData(200, Noon, "2030-01-02T12:00:00.001Z", ContactChange.Updated)]
    [InlineData(200, Noon, null, ContactChange.Updated)]
    [InlineData(200, null, null, ContactChange.Updated)]
    [InlineData(200, "odd", "odd", ContactChange.Updated)]
    [InlineData(204, Noon, Noon, ContactChange.Unchanged)]
    public async Task A_contact_that_nothing_has_changed_is_unchanged(int status, string? created, string? modified, ContactChange expected)
    {
        _service.Results = results => Stamp(results, status, created, modified);

        Assert.Equal(expected, Assert.Single(await _service.RunAsync(ContactRows.Take(1))).Contact!.Change);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_an_answer_that_was_lost_or_cut_off_nobody_knows_and_it_counts_as_updated(bool isCutOff)
    {
        int before = 0;
        _service.Request = (_, _) => before++ > 0 ? null : isCutOff ? Reply.Json(200, """{"results":[""").CutOff() : Reply.Lost;
        _service.Results = results => Stamp(results, 200, Noon, Noon);

        Assert.Equal(ContactChange.Updated, Assert.Single(await _service.RunAsync(ContactRows.Take(1))).Contact!.Change);
    }

    [Fact]
    public async Task That_holds_for_an_item_that_was_sent_a_third_time()
    {
        int requests = 0;
        _service.Request = (_, _) => requests++ == 0 ? Reply.Of(504) : null;
        _service.Item = (entity, before) => before == 0 && entity.GetProperty("id").GetString() is "2" ? ContactsService.Failed(entity, 503, "try.later", retryable: true) : null;
        _service.Results = results => Stamp(results, 200, Noon, Noon);

        Assert.All(await _service.RunAsync(ContactRows.Take(3)), outcome => Assert.Equal(ContactChange.Updated, outcome.Contact!.Change));
    }

    [Fact]
    public async Task After_a_refusal_that_did_nothing_it_is_known()
    {
        int before = 0;
        _service.Request = (_, _) => before++ == 0 ? Reply.Of(503) : null;
        _service.Results = results => Stamp(results, 200, Noon, Noon);

        Assert.Equal(ContactChange.Unchanged, Assert.Single(await _service.RunAsync(ContactRows.Take(1))).Contact!.Change);
    }

    private static void Stamp(List<JsonObject> results, int status, string? created, string? modified)
    {
        foreach (JsonObject result in results.Where(result => result["success"]!.GetValue<bool>()))
        {
            result["status"] = status;
            result["entity"]!["createDate"] = created;
            result["entity"]!["modifyDate"] = modified;
        }
    }
}
