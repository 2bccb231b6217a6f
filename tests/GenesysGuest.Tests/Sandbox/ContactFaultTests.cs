using System.Net;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

/// <summary>What goes wrong on demand with requests that bring contacts, and with what is asked about contacts.</summary>
public sealed class ContactFaultTests
{
    private static readonly string Body = ContactCalls.Batch(ContactCalls.Ada("a"), ContactCalls.Other("b", 1));

    [Fact]
    public async Task A_status_comes_before_any_work()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(Fault.Status(429, "1.5"), target: FaultTarget.Contacts);

        using HttpResponseMessage response = await session.AskAsync(HttpMethod.Post, ContactCalls.Enrich, Body);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("1.5", SandboxSession.Header(response, "Retry-After"));
        Assert.Equal((0, 1), (session.Server.ContactCount, session.Server.Requests.ContactsThrottled));
    }

    [Theory]
    [InlineData(FaultKind.ResetBeforeRead, 0)]
    [InlineData(FaultKind.ResetAfterCreate, 2)]
    [InlineData(FaultKind.Truncated, 2)]
    [InlineData(FaultKind.TruncatedChunked, 2)]
    public async Task An_answer_that_is_lost_says_nothing_of_the_work(FaultKind kind, int contacts)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(kind), target: FaultTarget.Contacts);

        await Assert.ThrowsAsync<HttpRequestException>(() => session.AskAsync(HttpMethod.Post, ContactCalls.Enrich, Body));

        Assert.Equal(contacts, session.Server.ContactCount);
    }

    [Theory]
    [InlineData(FaultKind.Malformed, 200)]
    [InlineData(FaultKind.WrongContentType, 200)]
    [InlineData(FaultKind.EmptyBody, 200)]
    [InlineData(FaultKind.NoContent, 204)]
    public async Task A_success_without_json_still_made_the_contacts(FaultKind kind, int status)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(new Fault(kind), target: FaultTarget.Contacts);

        using HttpResponseMessage response = await session.AskAsync(HttpMethod.Post, ContactCalls.Enrich, Body);

        Assert.Equal(status, (int)response.StatusCode);
        await Assert.ThrowsAnyAsync<JsonException>(() => SandboxSession.JsonOfAsync(response));
        Assert.Equal(2, session.Server.ContactCount);
    }

    [Fact]
    public async Task Sources_and_schemas_have_faults_of_their_own()
    {
        await using SandboxSession session = await SandboxSession.StartAsync();
        session.Server.Faults.Enqueue(Fault.Status(503), target: FaultTarget.ContactDirectory);

        int brought = await session.StatusAsync(HttpMethod.Post, ContactCalls.Enrich, Body);
        int listed = await session.StatusAsync(HttpMethod.Get, "externalsources");

        Assert.Equal((200, 503), (brought, listed));
    }

    [Theory]
    [InlineData(FaultKind.MissingToken)]
    [InlineData(FaultKind.MissingId)]
    [InlineData(FaultKind.ThrottleAsBadRequest)]
    public async Task A_fault_that_makes_no_sense_for_contacts_is_refused(FaultKind kind)
    {
        await using SandboxSession session = await SandboxSession.StartAsync();

        Assert.Throws<ArgumentException>(() => session.Server.Faults.Enqueue(new Fault(kind), target: FaultTarget.Contacts));
    }
}
