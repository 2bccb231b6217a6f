using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>Rows that share a request, and what becomes of each.</summary>
public sealed class ContactBatchTests
{
    private readonly ContactsService _service = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 1)]
    [InlineData(11, 2)]
    [InlineData(100, 10)]
    [InlineData(155, 16)]
    public async Task Ten_rows_share_a_request_and_the_last_waits_for_nobody(int rows, int requests)
    {
        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(rows));

        Assert.Equal(rows, outcomes.Count(outcome => outcome.Contact is { Change: ContactChange.Created }));
        Assert.Equal((rows, requests), (_service.Count, _service.Batches.Count));
    }

    [Fact]
    public async Task A_thousand_rows_leave_in_full_batches_but_for_a_few()
    {
        await _service.RunAsync(ContactRows.Take(1000));

        Assert.InRange(_service.Batches.Count, 100, 105);
    }

    [Fact]
    public async Task Rows_of_a_request_that_never_left_were_not_sent()
    {
        _service.Server.Guests.Replies(Reply.ConnectFailure);

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(3), new ProvisioningOptions { MaxRetryCount = 1, OutageTimeout = TimeSpan.FromSeconds(5) });

        Assert.Equal(3, outcomes.Count);
        Assert.DoesNotContain(outcomes, outcome => outcome.WasSent);
    }

    [Fact]
    public async Task Each_row_has_its_own_contact_in_whatever_order_results_come()
    {
        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(200));

        Assert.All(outcomes, outcome => Assert.Equal(($"guest{outcome.Row.Number}@example.com", outcome.Row.Number), (outcome.Contact!.Email, outcome.Contact.RowNumber)));
    }

    [Fact]
    public async Task A_contact_that_is_there_is_updated()
    {
        await _service.RunAsync(ContactRows.Take(10));

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(12));

        Assert.Equal(10, outcomes.Count(outcome => outcome.Contact!.Change == ContactChange.Updated));
        Assert.Equal(12, _service.Count);
    }

    [Fact]
    public async Task An_item_that_is_refused_costs_its_row_alone()
    {
        _service.Item = (entity, _) => entity.GetProperty("id").GetString() is "3" ? ContactsService.Failed(entity, 400, "invalid.value") : null;

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(10));

        ContactOutcome failed = Assert.Single(outcomes, outcome => outcome.Contact is null);
        Assert.Equal((3, ErrorId.ContactRejected), (failed.Row.Number, failed.Error!.ErrorId));
        Assert.Equal("Row 3: The contacts endpoint refused the contact (400 invalid.value: No; workEmail: is odd).", failed.Error.Message);
        Assert.Single(_service.Batches);
    }

    [Fact]
    public async Task An_item_that_may_be_repeated_is_sent_again_with_the_others_that_may_until_it_is_taken()
    {
        _service.Item = (entity, before) => int.Parse(entity.GetProperty("id").GetString()!, System.Globalization.CultureInfo.InvariantCulture) % 5 == 0 && before < 2
            ? ContactsService.Failed(entity, 503, "try.later", retryable: true)
            : null;

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(10));

        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Contact));
        Assert.Equal(["1,2,3,4,5,6,7,8,9,10", "5,10", "5,10"], _service.Batches.Select(batch => string.Join(",", batch)));
    }

    [Fact]
    public async Task An_item_that_is_refused_for_ever_uses_its_retries_and_no_more()
    {
        _service.Item = (entity, _) => entity.GetProperty("id").GetString() is "1" ? ContactsService.Failed(entity, 503, "try.later", retryable: true) : null;

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(2), new ProvisioningOptions { MaxRetryCount = 4 });

        Assert.Equal((ErrorId.ServiceUnavailable, NextStep.RunAgain), (outcomes[0].Error!.ErrorId, outcomes[0].Error!.NextStep));
        Assert.NotNull(outcomes[1].Contact);
        Assert.Equal(5, _service.Batches.Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(413)]
    [InlineData(422)]
    public async Task A_row_for_which_a_whole_request_is_refused_is_found_and_its_neighbors_are_written(int status)
    {
        _service.Request = (_, entities) => entities.Any(entity => entity.GetProperty("id").GetString() is "7") ? Reply.GenesysError(status, "bad.request") : null;

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(10));

        ContactOutcome failed = Assert.Single(outcomes, outcome => outcome.Contact is null);
        Assert.Equal((7, ErrorId.ContactRejected), (failed.Row.Number, failed.Error!.ErrorId));
        Assert.InRange(_service.Server.Guests.Count, 2, 9);
        Assert.Equal(9, _service.Count);
    }

    [Fact]
    public async Task Rows_that_are_sent_again_do_not_answer_for_their_neighbors_either()
    {
        _service.Item = (entity, before) => entity.GetProperty("id").GetString() is "3" or "5" or "7" && before < 1 ? ContactsService.Failed(entity, 503, "try.later", retryable: true) : null;
        _service.Request = (_, entities) => entities.Count < 10 && entities.Any(entity => entity.GetProperty("id").GetString() is "7") ? Reply.GenesysError(409, "conflict") : null;

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(10));

        ContactOutcome failed = Assert.Single(outcomes, outcome => outcome.Contact is null);
        Assert.Equal((7, ErrorId.ContactRejected), (failed.Row.Number, failed.Error!.ErrorId));
        Assert.Equal(["1,2,3,4,5,6,7,8,9,10", "3", "5"], _service.Batches.Select(batch => string.Join(",", batch)));
    }

    [Fact]
    public async Task A_row_that_was_refused_stays_refused_if_the_work_ends_before_it_is_sent_again_for_good()
    {
        _service.Item = (entity, _) => entity.GetProperty("id").GetString() is "2" ? ContactsService.Failed(entity, 503, "try.later", retryable: true) : null;
        _service.Request = (_, entities) =>
        {
            if (entities.Count > 1)
            {
                return null;
            }

            _service.Stop();
            return Reply.Of(429);
        };

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(3));

        ContactOutcome failed = Assert.Single(outcomes, outcome => outcome.Contact is null);
        Assert.Contains("503 try.later", failed.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_batch_without_an_answer_is_sent_again_and_settles_itself()
    {
        int lost = 0;
        _service.Request = (_, _) => lost++ < 2 ? Reply.Lost : null;

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(10));

        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Contact));
        Assert.Equal(3, _service.Server.Guests.Count);
    }

    [Fact]
    public async Task A_batch_that_never_has_an_answer_is_to_be_run_again()
    {
        _service.Request = (_, _) => Reply.Lost;

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(3));

        Assert.All(outcomes, outcome => Assert.Equal((ErrorId.ServiceUnavailable, NextStep.RunAgain), (outcome.Error!.ErrorId, outcome.Error.NextStep)));
        Assert.Contains("may have been written", outcomes[0].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_whose_answer_was_cut_off_before_the_work_ended_may_have_been_written()
    {
        _service.Request = (_, _) =>
        {
            _service.Stop();
            return Reply.Json(200, """{"results":[""").CutOff();
        };

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(10));

        Assert.All(outcomes, outcome => Assert.Equal((ErrorId.ServiceUnavailable, NextStep.RunAgain), (outcome.Error!.ErrorId, outcome.Error.NextStep)));
        Assert.Contains("may have been written", outcomes[0].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Half_of_a_batch_that_may_have_been_written_before_it_was_refused_may_have_been_too()
    {
        int requests = 0;
        _service.Request = (_, _) => requests++ switch { 0 => Reply.Lost, 1 => Reply.GenesysError(409, "conflict"), _ => Reply.GenesysError(407, "proxy") }; // a proxy is asked once

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(10));

        Assert.All(outcomes.Take(5), outcome => Assert.Equal(System.Net.HttpStatusCode.ProxyAuthenticationRequired, outcome.Error!.StatusCode));
        Assert.All(outcomes.Skip(5), outcome => Assert.Equal((ErrorId.ServiceUnavailable, NextStep.RunAgain), (outcome.Error!.ErrorId, outcome.Error.NextStep)));
        Assert.Equal(3, requests);
    }

    [Theory]
    [InlineData(401, ErrorId.ContactUnauthorized)]
    [InlineData(403, ErrorId.ContactForbidden)]
    [InlineData(404, ErrorId.ContactRejected)]
    public async Task What_all_rows_share_is_not_asked_of_each(int status, ErrorId expected)
    {
        _service.Request = (_, _) => Reply.GenesysError(status, "no");

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(10));

        Assert.All(outcomes, outcome => Assert.Equal(expected, outcome.Error!.ErrorId));
        Assert.Equal(1, _service.Server.Guests.Count);
    }

    [Fact]
    public async Task A_result_that_is_missing_is_an_error_of_its_own()
    {
        _service.Results = results => results.RemoveAll(result => result["id"]!.GetValue<string>() is "2");

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(3));

        Assert.Equal(ErrorId.UnexpectedResponse, outcomes[1].Error!.ErrorId);
        Assert.Contains("contains no result for this row", outcomes[1].Error!.Message, StringComparison.Ordinal);
        Assert.NotNull(outcomes[2].Contact);
    }

    [Fact]
    public async Task A_result_that_is_there_twice_is_an_error_of_its_own()
    {
        _service.Results = results => results.Add((System.Text.Json.Nodes.JsonObject)results.First(result => result["id"]!.GetValue<string>() is "2").DeepClone());

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(3));

        Assert.Equal(ErrorId.UnexpectedResponse, outcomes[1].Error!.ErrorId);
        Assert.Contains("contains two results for this row", outcomes[1].Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_strangers_result_is_nobodys()
    {
        _service.Results = results =>
        {
            System.Text.Json.Nodes.JsonObject stranger = results.First(result => result["id"]!.GetValue<string>() is "2");
            stranger["id"] = "elsewhere";
            stranger["entity"]!["workEmail"] = "stranger@example.com";
        };

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(3));

        Assert.Contains("1 result that matches no row in the request", outcomes[1].Error!.Message, StringComparison.Ordinal);
        Assert.Equal(2, outcomes.Count(outcome => outcome.Contact is not null));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<html>")]
    [InlineData("""{"results":7}""")]
    [InlineData("""{"results":[7,null,[]]}""")]
    [InlineData("""{"results":[{"id":"1","success":true}]}""")]
    [InlineData("""{"results":[{"id":"1","success":true,"entity":{"id":17}}]}""")]
    [InlineData("""{"results":[{"id":"1"}]}""")]
    public async Task A_success_without_a_result_is_an_error_of_its_own(string body)
    {
        _service.Request = (_, _) => Reply.Json(200, body);

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(ContactRows.Take(1));

        Assert.Equal(ErrorId.UnexpectedResponse, outcomes[0].Error!.ErrorId);
    }
}
