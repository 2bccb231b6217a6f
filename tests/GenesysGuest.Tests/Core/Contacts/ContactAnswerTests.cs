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
    [InlineData(500, false, ErrorId.ServiceUnavailable, NextStep.None)]
    [InlineData(400, true, ErrorId.ServiceUnavailable, NextStep.RunAgain)]
    [InlineData(400, false, ErrorId.ContactRejected, NextStep.None)]
    [InlineData(403, false, ErrorId.ContactForbidden, NextStep.None)]
    [InlineData(429, true, ErrorId.RateLimited, NextStep.RunAgain)]
    public async Task A_refused_row_has_the_error_of_its_status_and_runs_again_if_the_service_says_so(int status, bool isRepeatable, ErrorId errorId, NextStep step)
    {
        _service.Item = (entity, _) => ContactsService.Failed(entity, status, "code.7", isRepeatable);

        GenesysException error = Assert.Single(await _service.RunAsync([new ContactRow(1, new ContactRequest("Ada", null, "ada@example.com"))], new ProvisioningOptions { MaxRetryCount = 0 })).Error!;

        Assert.Equal((errorId, step, "code.7"), (error.ErrorId, error.NextStep, error.ServerCode));
    }
}
