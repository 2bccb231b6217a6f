using GenesysGuest.Contacts;
using GenesysGuest.Guests;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.JournalRun;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>Whose guests a journal holds: all organizations of a region share one address.</summary>
public sealed class OwnerTests : IDisposable
{
    private static readonly Uri Address = new("https://usw2.pure.cloud/api/v2/externalusers/guests");

    private readonly TempFolder _folder = new();
    private readonly string _path;

    public OwnerTests() => _path = _folder.File("run.jsonl");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_guests_of_another_client_are_not_handed_out()
    {
        ScriptedServer server = new();
        server.Token.Replies(Reply.Grant(), Reply.Grant());
        server.Guests.Replies(Reply.Guest());
        ProvisioningOptions options = new() { JournalPath = _path };
        using (Connection first = await ConnectAsync(server, "client-1"))
        {
            Assert.Single((await Finished.RunAsync(first, GeneratedRows.Take(1), options)).Guests);
        }

        using Connection second = await ConnectAsync(server, "client-2");
        GenesysException refused = await Assert.ThrowsAsync<GenesysException>(() => Finished.RunAsync(second, GeneratedRows.Take(1), options));

        Assert.Equal(ErrorId.JournalUnusable, refused.ErrorId);
        Assert.EndsWith("belongs to another OAuth client (client-1). The OAuth client of this connection is client-2.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(1, server.Guests.Count);
    }

    [Fact]
    public async Task The_journal_of_another_organization_is_refused_and_left_as_it_is()
    {
        await OpenAsync("client-1", "organization-1");
        byte[] before = await File.ReadAllBytesAsync(_path);

        GenesysException refused = await Assert.ThrowsAsync<GenesysException>(() => OpenAsync("client-1", "organization-2"));

        Assert.Equal(ErrorId.JournalUnusable, refused.ErrorId);
        Assert.EndsWith("belongs to another organization (organization-1). The organization of this connection is organization-2.", refused.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_path));
    }

    [Fact]
    public async Task A_journal_of_contacts_speaks_of_contacts()
    {
        ContactTarget contacts = new(new ContactSettings());
        await OpenAsync("client-1", organization: null, contacts);

        GenesysException refused = await Assert.ThrowsAsync<GenesysException>(() => OpenAsync("client-2", organization: null, contacts));

        Assert.EndsWith("Otherwise, contacts of the other OAuth client would be returned as contacts of this one.", refused.Remedy, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, null, "client-1", "organization-1")]
    [InlineData("client-1", "organization-1", null, null)] // a bare access token tells neither
    [InlineData("client-1", null, "client-1", "organization-1")]
    [InlineData("client-1", "organization-1", "client-1", "organization-1")]
    public async Task What_is_not_known_is_no_difference(string? client, string? organization, string? laterClient, string? laterOrganization)
    {
        await OpenAsync(client, organization);

        await OpenAsync(laterClient, laterOrganization);
    }

    private static Task<Connection> ConnectAsync(ScriptedServer server, string client) =>
        Connection.OpenAsync(Grant.AuthorizationCode(server.Environment, client, "code-1", Pkce.Create()), server.Options);

    private async Task OpenAsync(string? client, string? organization, IProvisioningTarget? target = null)
    {
        using ProvisioningJournal journal = await ProvisioningJournal.OpenAsync(
            _path, target ?? GuestTarget.Instance, new JournalOwner(Address, client, organization), new ProvisioningOptions(), TimeProvider.System, CancellationToken.None);
    }
}
