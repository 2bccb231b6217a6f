using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>A service that works or fails, and requests that are sent to it one after the other.</summary>
internal sealed class ServiceUnderTest : IDisposable
{
    private readonly ScriptedServer _server;
    private readonly Connection _connection;
    private readonly GuestProvisioner _provisioner;

    public ServiceUnderTest(ScriptedServer server, Connection? connection = null)
    {
        _server = server;
        _connection = connection ?? server.Connect();
        _provisioner = new GuestProvisioner(_connection);
    }

    /// <summary>How long it has been taken to be down; zero while it is not.</summary>
    public TimeSpan OutageDuration => _provisioner.OutageDuration;

    /// <summary>The request that waits until the service is back, and goes out as the next probe; null: none.</summary>
    public Task<Guest>? Probe { get; private set; }

    /// <summary>Sends requests that are answered well.</summary>
    public async Task SucceedAsync(int requests)
    {
        _server.Guests.Replies(Reply.Guest());
        for (int i = 0; i < requests; i++)
        {
            await SendAsync();
        }
    }

    /// <summary>Sends requests that fail at once, the last of which may find that the service is down.</summary>
    public async Task FailAsync(int requests, CancellationToken cancellationToken = default)
    {
        _server.Guests.Replies(Reply.Of(503));
        for (int i = 0; i < requests; i++)
        {
            Assert.Null(Probe);
            Task<Guest> request = SendAsync(cancellationToken);
            if (await Task.WhenAny(request, _server.Clock.WaitForTimersAsync(1, CancellationToken.None)) == request)
            {
                await Assert.ThrowsAsync<ProvisioningException>(() => request);
            }
            else
            {
                Probe = request;
            }
        }
    }

    /// <summary>Lets the request that waits find out that the service is back.</summary>
    public async Task RecoverAsync()
    {
        _server.Guests.Replies(Reply.Guest());
        _server.Clock.AdvanceToNextTimer();
        await Probe!;
        Probe = null;
    }

    public void Dispose()
    {
        _provisioner.Dispose();
        _connection.Dispose();
    }

    private Task<Guest> SendAsync(CancellationToken cancellationToken = default) =>
        _connection.CreateGuestAsync(new("Ada", "ada@example.com"), maxRetryCount: 0, cancellationToken: cancellationToken);
}
