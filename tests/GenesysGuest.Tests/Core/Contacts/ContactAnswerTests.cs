using System.Text.Json.Nodes;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>A contact is what the service says of it, and for the rest what the row says.</summary>
public sealed class ContactAnswerTests
{
    private readonly ContactsService _service = new();

    [Theory]
    [InlineData("""{"id":"c-9","firstName":"A.","lastName":"L.","workEmail":"a@l"}""", "c-9|A.|L.|a@l")]
    [InlineData("""{"id":"c-9"}""", "c-9|Ada|Lovelace|ada@example.com")]
    [InlineData("""{"id":"c-9","firstName":7,"lastName":null,"workEmail":[]}""", "c-9|Ada|Lovelace|ada@example.com")]
    public async Task What_the_service_does_not_say_is_the_rows(string entity, string expected)
    {
        _service.Item = (_, _) => new JsonObject { ["success"] = true, ["status"] = 200, ["entity"] = JsonNode.Parse(entity) };

        Contact contact = Assert.Single(await _service.RunAsync([new ContactRow(1, new ContactRequest("Ada", "Lovelace", "ada@example.com"))])).Contact!;

        Assert.Equal(expected, $"{contact.Id}|{contact.FirstName}|{contact.LastName}|{contact.Email}");
    }

    [Theory]
    [InlineData("""{"id":"c-9","externalIds":[{"value":"16"},{"value":"17"}]}""", "c-9 -")]
    [InlineData("""{"id":"c-9","workEmail":"Bob@Example.com"}""", "- c-9")]
    [InlineData("""{"id":"c-9","externalIds":[{"value":"16"}],"workEmail":"ada@example.com"}""", "- -")]
    public async Task A_result_that_does_not_say_whose_it_is_is_his_who_is_found_by_it(string entity, string expected)
    {
        _service.Results = results =>
        {
            results.Clear();
            results.Add(new JsonObject { ["success"] = true, ["status"] = 200, ["entity"] = JsonNode.Parse(entity) });
        };

        IReadOnlyList<ContactOutcome> outcomes = await _service.RunAsync(
            [new(1, new ContactRequest("Ada", null, "ada@example.com", "17")), new(2, new ContactRequest("Bob", null, "bob@example.com"))], settings: new() { ExternalSourceId = "s-1" });

        Assert.Equal(expected, string.Join(" ", outcomes.Select(outcome => outcome.Contact?.Id ?? "-")));
    }

    [Theory]
    [InlineData(500, false, ErrorId.ServiceUnavailable, NextStep.RunAgain)]
    [InlineData(400, true, ErrorId.ServiceUnavailable, NextStep.RunAgain)]
    [InlineData(400, false, ErrorId.ContactRejected, NextStep.None)]
    [InlineData(403, false, ErrorId.ContactForbidden, NextStep.None)]
    [InlineData(429, true, ErrorId.RateLimited, NextStep.RunAgain)]
    public async Task A_refused_row_has_the_error_of_its_status_and_runs_again_if_it_is_temporary(int status, bool isRepeatable, ErrorId errorId, NextStep step)
    {
        _service.Item = (entity, _) => ContactsService.Failed(entity, status, "code.7", isRepeatable);

        GenesysException error = Assert.Single(await _service.RunAsync([new ContactRow(1, new ContactRequest("Ada", null, "ada@example.com"))], new ProvisioningOptions { MaxRetryCount = 0 })).Error!;

        Assert.Equal((errorId, step, "code.7"), (error.ErrorId, error.NextStep, error.ServerCode));
    }
}
