using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Core.Provisioning.Journal;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>Whatever goes wrong at the server, every row comes out once, and what it says of its guest is so.</summary>
public class FaultTableTests
{
    private const string Day = "86400";

    private static readonly Dictionary<string, (Fault Fault, ErrorId Error)> Faults = new(StringComparer.Ordinal)
    {
        ["status 302"] = (new Fault(FaultKind.Status) { StatusCode = 302, Location = "https://example.com/" }, ErrorId.GuestRejected),
        ["status 400"] = (Fault.Status(400), ErrorId.GuestRejected),
        ["status 401"] = (Fault.Status(401), ErrorId.GuestUnauthorized),
        ["status 403"] = (Fault.Status(403), ErrorId.GuestForbidden),
        ["status 404"] = (Fault.Status(404), ErrorId.GuestRejected),
        ["status 408"] = (Fault.Status(408), ErrorId.RateLimited),
        ["status 409"] = (Fault.Status(409), ErrorId.GuestRejected),
        ["status 413"] = (Fault.Status(413), ErrorId.GuestRejected),
        ["status 415"] = (Fault.Status(415), ErrorId.GuestRejected),
        ["status 422"] = (Fault.Status(422), ErrorId.GuestRejected),
        ["status 429"] = (Fault.Status(429), ErrorId.RateLimited),
        ["status 429, and half a second to wait"] = (Fault.Status(429, "0.5"), ErrorId.RateLimited),
        ["status 429, and a day to wait"] = (Fault.Status(429, Day), ErrorId.RateLimited),
        ["status 500"] = (Fault.Status(500), ErrorId.GuestOutcomeUnknown),
        ["status 502"] = (Fault.Status(502, body: "<html>"), ErrorId.GuestOutcomeUnknown),
        ["status 503"] = (Fault.Status(503, "2"), ErrorId.ServiceUnavailable),
        ["status 503, and a day to wait"] = (Fault.Status(503, Day), ErrorId.ServiceUnavailable),
        ["status 504"] = (Fault.Status(504), ErrorId.GuestOutcomeUnknown),
        ["reset before the request was read"] = (new Fault(FaultKind.ResetBeforeRead), ErrorId.GuestOutcomeUnknown),
        ["reset instead of an answer"] = (new Fault(FaultKind.ResetAfterCreate), ErrorId.GuestOutcomeUnknown),
        ["truncated"] = (new Fault(FaultKind.Truncated), ErrorId.GuestOutcomeUnknown),
        ["truncated chunks"] = (new Fault(FaultKind.TruncatedChunked), ErrorId.GuestOutcomeUnknown),
        ["malformed"] = (new Fault(FaultKind.Malformed), ErrorId.UnexpectedResponse),
        ["a page instead of JSON"] = (new Fault(FaultKind.WrongContentType), ErrorId.UnexpectedResponse),
        ["no token"] = (new Fault(FaultKind.MissingToken), ErrorId.UnexpectedResponse),
        ["no id"] = (new Fault(FaultKind.MissingId), ErrorId.UnexpectedResponse),
        ["an empty body"] = (new Fault(FaultKind.EmptyBody), ErrorId.UnexpectedResponse),
        ["no content"] = (new Fault(FaultKind.NoContent), ErrorId.UnexpectedResponse),
        ["an endless body"] = (new Fault(FaultKind.EndlessBody), ErrorId.UnexpectedResponse),
    };

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_row_that_always_meets_it_has_the_contracts_error(string name)
    {
        (Fault fault, ErrorId error) = Faults[name];
        await using SandboxRun run = await SandboxRun.StartAsync();
        run.Server.Faults.Rate(fault, 1);

        Finished finished = await run.ProvisionAsync(rows: 1);

        Assert.Null(finished.End);
        Assert.Equal([error], finished.Errors);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Of_a_thousand_rows_each_is_accounted_for_once_when_some_meet_it(string name)
    {
        (Fault fault, ErrorId error) = Faults[name];
        await using SandboxRun run = await SandboxRun.StartAsync();
        run.Server.Faults.Rate(fault, fault.Kind == FaultKind.EndlessBody ? 0.02 : 0.05);

        Finished finished = await run.ProvisionAsync(rows: 1_000);

        // A limit that is in force until tomorrow is in force for all rows.
        bool ends = fault is { StatusCode: 429, RetryAfter: Day };
        Assert.Equal(ends ? error : null, finished.End?.ErrorId);
        Assert.Empty(finished.Errors.Except(ends ? [error, ErrorId.NotAttempted] : [error]));
        Assert.True(run.Server.Faults.Befallen > 0);
        Assert.True(finished.Guests.Any());
    }

    [Theory]
    [InlineData(FaultKind.Hang)]
    [InlineData(FaultKind.SlowDrip)]
    public async Task An_answer_that_takes_too_long_leaves_the_outcome_of_its_row_unknown_and_of_no_other(FaultKind kind)
    {
        foreach ((int rows, double rate) in ((int, double)[])[(1, 1), (1_000, 0.01)])
        {
            await using SandboxServer server = await SandboxServer.StartAsync(new SandboxOptions { RateLimit = 0, RecentRequests = 0 });
            server.Faults.Rate(new Fault(kind) { Delay = TimeSpan.FromSeconds(10) }, rate);
            ConnectionOptions options = new() { UseProxy = false, RequestTimeout = TimeSpan.FromSeconds(1) };
            using Connection connection = Opened.With(SandboxRun.EnvironmentOf(server), server.IssueAccessToken(), options);

            Finished finished = await Finished.RunAsync(connection, JournalRun.GeneratedRows.Take(rows), new ProvisioningOptions { ThrottleLimit = 16 });

            Assert.Null(finished.End);
            Assert.Equal([ErrorId.GuestOutcomeUnknown], finished.Errors);
            Ledger.AssertBalanced(finished.Outcomes, rows, server.Guests);
        }
    }

    [Fact]
    public async Task A_whole_answer_that_comes_byte_by_byte_is_a_guest()
    {
        await using SandboxRun run = await SandboxRun.StartAsync();
        run.Server.Faults.Rate(new Fault(FaultKind.SlowDrip) { Delay = TimeSpan.Zero }, 0.1);

        Finished finished = await run.ProvisionAsync(rows: 100);

        Assert.Empty(finished.Errors);
        Assert.True(run.Server.Faults.Befallen > 0);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_passes_within_the_retries_costs_no_row(int status)
    {
        await using SandboxRun run = await SandboxRun.StartAsync();
        run.Server.Faults.Enqueue(Fault.Status(status), times: 3);

        Finished finished = await run.ProvisionAsync(rows: 1);

        Assert.Empty(finished.Errors);
        Assert.Equal(4, run.Server.Requests.Guests);
    }

    [Fact]
    public async Task All_faults_at_once_lose_no_row()
    {
        await using SandboxRun run = await SandboxRun.StartAsync();
        foreach ((Fault fault, _) in Faults.Values.Where(pair => pair.Fault is { RetryAfter: not Day, Kind: not FaultKind.EndlessBody }))
        {
            run.Server.Faults.Rate(fault, 0.015);
        }

        Finished finished = await run.ProvisionAsync(rows: 1_000);

        Assert.Null(finished.End);
        Assert.True(finished.Errors.Count() >= 5);
    }
}
