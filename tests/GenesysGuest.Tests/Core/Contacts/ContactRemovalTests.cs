using System.Text.Json.Nodes;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Contacts that are removed, ten a request, and what becomes of each row.</summary>
public sealed class ContactRemovalTests
{
    private readonly RemovalService _service = new(contacts: 200);

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(100, 10)]
    public async Task Ten_share_a_request(int rows, int requests)
    {
        ProvisioningSummary summary = ProvisioningSummary.Nothing;

        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows(Enumerable.Range(1, rows)), summary: figures => summary = figures);

        Assert.Equal(Enumerable.Range(1, rows).Select(RemovalService.IdOf), outcomes.Select(outcome => outcome.Contact?.Id));
        Assert.All(outcomes, outcome => Assert.Equal((ContactChange.Removed, outcome.Row.Number), (outcome.Contact!.Change, outcome.Contact.RowNumber)));
        Assert.Equal(200 - rows, _service.There.Count);
        Assert.InRange(_service.Requests.Count, requests, requests + 2);
        Assert.Equal((rows, rows, true), (summary.Removed, summary.Sent, summary.IsRemoval));
    }

    [Fact]
    public async Task It_is_asked_for_as_the_API_has_it()
    {
        await _service.RunAsync(RemovalService.Rows([7]));

        SentRequest request = Assert.Single(_service.Server.Guests.Requests);
        Assert.Equal(("POST", "https://usw2.pure.cloud/api/v2/externalcontacts/bulk/contacts/remove"), (request.Method.Method, request.Address.AbsoluteUri));
        Assert.Equal($$"""{"entities":[{"id":"{{RemovalService.IdOf(7)}}"}]}""", request.Body);
    }

    [Fact]
    public async Task A_contact_that_is_not_there_is_an_error_of_its_row_alone()
    {
        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows([1, 999, 3]));

        ContactRemovalOutcome failed = Assert.Single(outcomes, outcome => outcome.Contact is null);
        Assert.Equal((2, ErrorId.ContactNotFound), (failed.Row.Number, failed.Error!.ErrorId));
        Assert.Equal(198, _service.There.Count);
    }

    [Fact]
    public async Task An_id_that_comes_twice_in_a_request_is_asked_for_once_and_both_rows_say_so()
    {
        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows([1, 2, 1]));

        Assert.All(outcomes, outcome => Assert.Equal(RemovalService.IdOf((int)outcome.Row.Number % 2 == 0 ? 2 : 1), outcome.Contact?.Id));
        Assert.Equal([RemovalService.IdOf(1), RemovalService.IdOf(2)], Assert.Single(_service.Requests));
    }

    [Fact]
    public async Task An_id_that_comes_again_later_is_removed_once()
    {
        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows([.. Enumerable.Range(1, 10), .. Enumerable.Range(1, 10)]), new ProvisioningOptions { ThrottleLimit = 1 });

        Assert.All(outcomes.Where(outcome => outcome.Contact is null), outcome => Assert.Equal(ErrorId.ContactNotFound, outcome.Error!.ErrorId));
        Assert.All(Enumerable.Range(1, 10), contact => Assert.Contains(outcomes, outcome => string.Equals(outcome.Contact?.Id, RemovalService.IdOf(contact), StringComparison.Ordinal)));
        Assert.Equal(190, _service.There.Count);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_an_earlier_sending_removed_counts_as_removed(bool isCutOff)
    {
        _service.Request = _ => _service.Requests.Count > 1 ? null : (isCutOff ? Reply.Json(200, """{"results":[""").CutOff() : Reply.Lost, true);

        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows(Enumerable.Range(1, 10)));

        Assert.All(outcomes, outcome => Assert.Equal(ContactChange.Removed, outcome.Contact?.Change));
        Assert.Equal(2, _service.Requests.Count);
    }

    [Fact]
    public async Task That_holds_for_an_item_that_was_sent_a_third_time()
    {
        _service.Request = _ => _service.Requests.Count == 1 ? (Reply.Of(502), true) : null;
        _service.Item = (id, before) => before == 0 && string.Equals(id, RemovalService.IdOf(2), StringComparison.Ordinal) ? RemovalService.Failed(429, "too.many", retryable: true) : null;

        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows([1, 2, 3]));

        Assert.All(outcomes, outcome => Assert.Equal(ContactChange.Removed, outcome.Contact?.Change));
        Assert.Equal(3, _service.Requests.Count);
    }

    [Fact]
    public async Task An_answer_that_never_comes_leaves_open_what_was_done()
    {
        _service.Request = _ => (Reply.Lost, true);

        ContactRemovalOutcome outcome = Assert.Single(await _service.RunAsync(RemovalService.Rows([1])));

        Assert.Equal((ErrorId.ServiceUnavailable, NextStep.RunAgain), (outcome.Error!.ErrorId, outcome.Error.NextStep));
        Assert.Contains("The contact may have been removed.", outcome.Error.Message, StringComparison.Ordinal);
        Assert.Contains("Removing a contact twice is harmless", outcome.Error.Remedy, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_item_that_may_be_repeated_is_sent_again_alone()
    {
        _service.Item = (id, before) => before < 2 && string.Equals(id, RemovalService.IdOf(2), StringComparison.Ordinal) ? RemovalService.Failed(503, "try.later", retryable: true) : null;

        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows([1, 2, 3]));

        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Contact));
        Assert.Equal([3, 1, 1], _service.Requests.Select(ids => ids.Length));
    }

    [Theory]
    [InlineData(403, "missing.any.permissions", ErrorId.ContactForbidden, "externalContacts:contact:delete")]
    [InlineData(403, "app.not.authorized.for.scope", ErrorId.ContactForbidden, "external-contacts")]
    [InlineData(404, "not.found", ErrorId.ContactRejected, "External Contacts was not found at")]
    [InlineData(401, "bad.credentials", ErrorId.ContactUnauthorized, "Sign in again")]
    public async Task A_request_that_is_refused_for_all_says_so_of_each_row(int status, string code, ErrorId expected, string remedy)
    {
        _service.Request = _ => (Reply.GenesysError(status, code), false);

        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows([1, 2, 3]));

        Assert.All(outcomes, outcome => Assert.Equal(expected, outcome.Error!.ErrorId));
        Assert.Contains(remedy, outcomes[0].Error!.Remedy, StringComparison.Ordinal);
        Assert.Equal((1, 200), (_service.Requests.Count, _service.There.Count));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(422)]
    public async Task A_row_for_which_a_whole_request_is_refused_is_found(int status)
    {
        _service.Request = ids => ids.Contains(RemovalService.IdOf(7), StringComparer.Ordinal) ? (Reply.GenesysError(status, "bad.request"), false) : null;

        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows(Enumerable.Range(1, 10)));

        Assert.Equal(7, Assert.Single(outcomes, outcome => outcome.Contact is null).Row.Number);
        Assert.Equal(191, _service.There.Count);
    }

    [Theory]
    [InlineData("missing", "contains no result for this row.")]
    [InlineData("doubled", "contains two results for this row.")]
    [InlineData("stranger", "1 result that matches no row in the request")]
    [InlineData("silent", "reported that this row failed, but gave no reason")]
    [InlineData("empty", "reported that this row failed, but gave no reason")]
    public async Task A_result_that_makes_no_sense_is_an_error_of_its_row_alone(string kind, string what)
    {
        _service.Results = results =>
        {
            JsonObject one = results.First(result => string.Equals(result["id"]!.GetValue<string>(), RemovalService.IdOf(2), StringComparison.Ordinal));
            switch (kind)
            {
                case "missing": results.Remove(one); break;
                case "doubled": results.Add((JsonObject)one.DeepClone()); break;
                case "stranger": one["id"] = RemovalService.IdOf(999); break;
                case "silent": one["success"] = false; break;
                default: (one["success"], one["status"], one["error"]) = (false, null, new JsonObject()); break;
            }
        };

        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows([1, 2, 3]));

        ContactRemovalOutcome odd = Assert.Single(outcomes, outcome => outcome.Contact is null);
        Assert.Equal((2, ErrorId.UnexpectedResponse, NextStep.RunAgain), (odd.Row.Number, odd.Error!.ErrorId, odd.Error.NextStep));
        Assert.Contains(what, odd.Error.Message, StringComparison.Ordinal);
        Assert.Contains("may have been removed", odd.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_that_are_no_text_cost_nobody_a_result()
    {
        const string half = "\"\\ud800\":7";
        _service.Server.Guests.Replies(Reply.Json(200, $$$"""
            {{{{half}}},"results":[{{{{half}}},"id":"{{{RemovalService.IdOf(1)}}}","success":true,"status":204},
            {{{{half}}},"id":"{{{RemovalService.IdOf(2)}}}","success":false,"error":{{{{half}}},"status":403,"code":"not.yours","message":"No."} }]}
            """));

        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows([1, 2]));

        Assert.NotNull(outcomes[0].Contact);
        Assert.Equal("Row 2: The contacts endpoint refused the contact (403 not.yours: No).", outcomes[1].Error!.Message);
    }

    [Fact]
    public async Task A_row_that_was_not_sent_says_that_it_was_not_removed()
    {
        _service.Request = _ => (Reply.GenesysError(403, "missing.any.permissions"), false);

        IReadOnlyList<ContactRemovalOutcome> outcomes = await _service.RunAsync(RemovalService.Rows(Enumerable.Range(1, 60)), new ProvisioningOptions { ThrottleLimit = 1 });

        ContactRemovalOutcome waiting = outcomes.First(outcome => outcome.Error!.ErrorId == ErrorId.NotAttempted);
        Assert.Contains($"{waiting.Row.ContactId} was not removed: the run ended before this row was sent.", waiting.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_journal_is_refused()
    {
        using Connection connection = _service.Server.Connect();

        Assert.Throws<ArgumentException>(() => new ContactRemover(connection, new ProvisioningOptions { JournalPath = "run.jsonl" }));
    }
}
