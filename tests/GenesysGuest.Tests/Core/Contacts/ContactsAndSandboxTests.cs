using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Core.Contacts;

/// <summary>The library against the sandbox, which was written from the vendor's types on its own: each holds the other to them.</summary>
public sealed class ContactsAndSandboxTests : IAsyncLifetime
{
    private static readonly ContactSettings Crm = new()
    {
        ExternalSourceId = SandboxExternalSource.Default.Id,
        DivisionId = SandboxDivision.Sales.Id,
        Schema = new ContactSchema(SandboxContactSchema.Default.Id, SandboxContactSchema.Default.Version),
    };

    private SandboxServer _sandbox = null!;

    public async Task InitializeAsync() => _sandbox = await SandboxServer.StartAsync(new SandboxOptions { RateLimit = 0 });

    public async Task DisposeAsync() => await _sandbox.DisposeAsync();

    [Fact]
    public async Task A_thousand_contacts_are_made_then_updated_and_none_is_there_twice()
    {
        IReadOnlyList<ContactOutcome> made = await RunAsync(Rows(1000, "gold"), Crm);
        IReadOnlyList<ContactOutcome> updated = await RunAsync(Rows(1000, "silver"), Crm);

        Assert.All(made, outcome => Assert.Equal(ContactChange.Created, outcome.Contact?.Change));
        Assert.All(updated, outcome => Assert.Equal(ContactChange.Updated, outcome.Contact?.Change));
        Assert.Equal(made.Select(outcome => outcome.Contact!.Id), updated.Select(outcome => outcome.Contact!.Id));
        Assert.Equal(1000, _sandbox.ContactCount);
        Assert.All(_sandbox.Contacts, contact => Assert.Equal(("silver", SandboxDivision.Sales.Id), (contact.CustomFields["tier_text"].GetString(), contact.DivisionId)));
    }

    [Fact]
    public async Task What_the_service_finds_wrong_with_one_costs_that_row()
    {
        ContactRow[] rows = [.. Rows(10, "gold")];
        rows[3] = rows[3] with { Request = new ContactRequest("Ada", null, "ada@example.com", "crm-ada", Fields("orders_number", "many")) };

        IReadOnlyList<ContactOutcome> outcomes = await RunAsync(rows, Crm);

        ContactOutcome failed = Assert.Single(outcomes, outcome => outcome.Contact is null);
        Assert.Equal((4, ErrorId.ContactRejected), (failed.Row.Number, failed.Error!.ErrorId));
        Assert.Equal(9, _sandbox.ContactCount);
    }

    [Fact]
    public async Task Items_that_fail_for_now_are_sent_again_until_they_are_taken()
    {
        _sandbox.Faults.EnqueueItem(ItemFault.Status(503), times: 3);

        IReadOnlyList<ContactOutcome> outcomes = await RunAsync(Rows(10, "gold"), Crm);

        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Contact));
        Assert.Equal(3, _sandbox.Faults.Befallen);
    }

    [Theory]
    [InlineData(FaultKind.ResetAfterCreate)]
    [InlineData(FaultKind.ResetBeforeRead)]
    [InlineData(FaultKind.Truncated)]
    public async Task A_batch_whose_answer_is_lost_is_sent_again_and_nobody_is_there_twice(FaultKind kind)
    {
        _sandbox.Faults.Enqueue(new Fault(kind), target: FaultTarget.Contacts);

        IReadOnlyList<ContactOutcome> outcomes = await RunAsync(Rows(10, "gold"), Crm);

        Assert.All(outcomes, outcome => Assert.NotNull(outcome.Contact));
        Assert.Equal(10, _sandbox.ContactCount);
    }

    [Theory]
    [InlineData(ItemFaultKind.LeftOut)]
    [InlineData(ItemFaultKind.Doubled)]
    [InlineData(ItemFaultKind.WithoutEntity)]
    public async Task A_result_that_makes_no_sense_is_an_error_of_its_row_and_a_second_run_settles_it(ItemFaultKind kind)
    {
        _sandbox.Faults.EnqueueItem(new ItemFault(kind));

        IReadOnlyList<ContactOutcome> first = await RunAsync(Rows(10, "gold"), Crm);
        IReadOnlyList<ContactOutcome> second = await RunAsync(Rows(10, "gold"), Crm);

        Assert.Equal(ErrorId.UnexpectedResponse, Assert.Single(first, outcome => outcome.Contact is null).Error!.ErrorId);
        Assert.All(second, outcome => Assert.NotNull(outcome.Contact));
        Assert.Equal(10, _sandbox.ContactCount);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Where_a_success_bears_no_tracker_its_contact_tells_whose_it_is(bool byExternalId)
    {
        await _sandbox.DisposeAsync();
        _sandbox = await SandboxServer.StartAsync(new SandboxOptions { RateLimit = 0, ResultsBearTrackers = false });
        IEnumerable<ContactRow> rows = byExternalId ? Rows(25, "gold") : ContactRows.Take(25);

        IReadOnlyList<ContactOutcome> outcomes = await RunAsync(rows, byExternalId ? Crm : new ContactSettings());

        Assert.All(outcomes, outcome => Assert.Equal(_sandbox.Contacts.Single(contact => string.Equals(contact.WorkEmail, outcome.Row.Request.Email, StringComparison.Ordinal)).Id.ToString(), outcome.Contact?.Id));
    }

    [Fact]
    public async Task A_dry_run_says_what_would_happen_and_writes_nothing()
    {
        await RunAsync(Rows(3, "gold"), Crm);

        IReadOnlyList<ContactOutcome> outcomes = await RunAsync(Rows(5, "silver"), Crm with { IsDryRun = true });

        Assert.Equal(3, outcomes.Count(outcome => outcome.Contact?.Change == ContactChange.Updated));
        Assert.Equal(2, outcomes.Count(outcome => outcome.Contact?.Change == ContactChange.Created));
        Assert.All(_sandbox.Contacts, contact => Assert.Equal("gold", contact.CustomFields["tier_text"].GetString()));
        Assert.Equal(3, _sandbox.ContactCount);
    }

    [Fact]
    public async Task A_source_that_takes_no_ids_any_more_is_an_error_of_each_row()
    {
        IReadOnlyList<ContactOutcome> outcomes = await RunAsync(Rows(3, "gold"), Crm with { ExternalSourceId = SandboxExternalSource.Retired.Id });

        Assert.All(outcomes, outcome => Assert.Equal(ErrorId.ContactRejected, outcome.Error!.ErrorId));
        Assert.Equal(0, _sandbox.ContactCount);
    }

    private static IEnumerable<ContactRow> Rows(int count, string tier) => Enumerable.Range(1, count).Select(number =>
        new ContactRow(number, new ContactRequest("Guest", $"{number}", $"guest{number}@example.com", $"crm-{number}", Fields("tier_text", tier))));

    private static Dictionary<string, object> Fields(string name, object value) => new(StringComparer.Ordinal) { [name] = value };

    private async Task<IReadOnlyList<ContactOutcome>> RunAsync(IEnumerable<ContactRow> rows, ContactSettings settings)
    {
        GenesysEnvironment environment = GenesysEnvironment.Parse(_sandbox.BaseAddress.AbsoluteUri);
        OAuthClient client = new(SandboxClient.Confidential.Id, SandboxClient.Confidential.Secret);
        using CancellationTokenSource limit = new(TimeSpan.FromSeconds(60));
        using Connection connection = await Connection.OpenAsync(
            Grant.ClientCredentials(environment, client), new ConnectionOptions { UseProxy = false, Random = static () => 0 }, limit.Token);
        using ContactProvisioner provisioner = await ContactProvisioner.OpenAsync(connection, settings, cancellationToken: limit.Token);
        List<ContactOutcome> outcomes = [];
        await foreach (ContactOutcome outcome in provisioner.RunAsync(rows, limit.Token))
        {
            outcomes.Add(outcome);
        }

        return [.. outcomes.OrderBy(outcome => outcome.Row.Number)];
    }
}
