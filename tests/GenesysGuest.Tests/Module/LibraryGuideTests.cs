using System.Text.RegularExpressions;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Modules;

/// <summary>The program in docs/library.md, compiled as it stands there and run against the sandbox.</summary>
public sealed class LibraryGuideTests
{
    private static readonly Customer[] Customers =
    [
        new("Ada Lovelace", "ada@example.com", "gold"),
        new("Grace Hopper", "grace@example.com", "gold"),
        new("Alan Turing", "alan@example.com", "silver"),
    ];

    [Fact]
    public void The_guide_shows_the_lines_that_are_tested_here()
    {
        string tested = Regex.Match(Repository.Read("tests/GenesysGuest.Tests/Module/LibraryGuideTests.cs"), @"(?s)// <guide>\n(.*?)\n *// </guide>").Groups[1].Value;
        string shown = Regex.Match(Repository.Read("docs/library.md"), @"(?s)```csharp\n(.*?)\n```").Groups[1].Value;

        // What differs is where the sandbox stands in for the world, and how far the lines are indented.
        tested = Regex.Replace(tested, "(?m)^ {8}", "")
            .Replace("GenesysEnvironment.Parse(region)", "GenesysEnvironment.Parse(\"us-west-2\")", StringComparison.Ordinal)
            .Replace("LoopbackReceiver.Bind(redirectUri)", "LoopbackReceiver.Bind(\"http://127.0.0.1:8765/callback\")", StringComparison.Ordinal);
        Assert.Equal(shown, tested);
    }

    [Fact]
    public async Task Its_lines_create_the_guests()
    {
        await using SandboxServer sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { AutoApprove = true, Clients = [SandboxClient.Public with { AnyLoopbackPort = true }] });
        using HttpClient browser = new();
        Surroundings world = new(browser);

        await RunAsync(sandbox.BaseAddress.OriginalString, SandboxClient.Public.Id, "http://127.0.0.1:0/callback", Customers, world, world);

        Assert.Equal(Customers.Select(customer => customer.Email).Order(StringComparer.Ordinal), sandbox.Guests.Select(guest => guest.Email).Order(StringComparer.Ordinal));
        Assert.Equal(3, world.Lines.Count);
    }

#pragma warning disable IDE1006, MA0041 // Console and SystemBrowser are named as in the guide, where they are the real ones
    private static async Task RunAsync(
        string region, string clientId, string redirectUri, IReadOnlyList<Customer> customers, Surroundings Console, Surroundings SystemBrowser)
    {
        // <guide>
        GenesysEnvironment environment = GenesysEnvironment.Parse(region);
        using LoopbackReceiver receiver = LoopbackReceiver.Bind(redirectUri);
        AuthorizationRequest request = AuthorizationRequest.Create(environment, clientId, receiver.RedirectUri);
        Grant grant = await Grant.FromBrowserAsync(request, receiver, address =>
        {
            if (!SystemBrowser.TryOpen(address, out string? reason))
            {
                Console.WriteLine($"{reason} Open {address.AbsoluteUri}");
            }
        });
        using Connection connection = await Connection.OpenAsync(grant);

        IEnumerable<GuestRow> rows = customers.Select((customer, index) => GuestRow.Read(
            index + 1, customer.Name, customer.Email, [new("Tier", customer.Tier)], source: customer));

        using GuestProvisioner provisioner = new(connection, new() { ThrottleLimit = 16 });
        await foreach (GuestOutcome outcome in provisioner.RunAsync(rows))
        {
            Console.WriteLine(outcome.Guest is { } guest ? $"{guest.Email}: {guest.Id}" : $"{outcome.Error!.ErrorId}: {outcome.Error.Message}");
        }
        // </guide>
    }
#pragma warning restore IDE1006, MA0041

    private sealed record Customer(string Name, string Email, string Tier);

    /// <summary>A console that keeps its lines, and a browser that follows redirects.</summary>
    private sealed class Surroundings(HttpClient http)
    {
        public List<string> Lines { get; } = [];

        public void WriteLine(string line) => Lines.Add(line);

        public bool TryOpen(Uri address, out string? reason)
        {
            reason = null;
            _ = http.GetStringAsync(address);
            return true;
        }
    }
}
