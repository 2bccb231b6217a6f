using System.Text.RegularExpressions;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Modules;

/// <summary>The programs in docs/library.md, compiled as they stand there and run against the sandbox.</summary>
public sealed class LibraryGuideTests
{
    private static readonly Customer[] Customers =
    [
        new("Ada Lovelace", "ada@example.com", "gold"),
        new("Grace Hopper", "grace@example.com", "gold"),
        new("Alan Turing", "alan@example.com", "silver"),
    ];

    private static readonly Person[] People =
    [
        new("4711", "Ada", "Lovelace", "ada@example.com", "gold"),
        new("4712", "Grace", "Hopper", "grace@example.com", "silver"),
    ];

    [Fact]
    public void The_guide_shows_the_lines_that_are_tested_here()
    {
        string[] tested = Blocks("tests/GenesysGuest.Tests/Module/LibraryGuideTests.cs", @"(?s)// <guide>\n(.*?)\n *// </guide>");
        string[] shown = Blocks("docs/library.md", @"(?s)```csharp\n(.*?)\n```");

        Assert.Equal(shown, tested.Select(AsShown));

        static string[] Blocks(string file, string pattern) => [.. Regex.Matches(Repository.Read(file), pattern).Select(block => block.Groups[1].Value)];

        // What differs is where the sandbox stands in for the world, and how far the lines are indented.
        static string AsShown(string lines) => Regex.Replace(lines, "(?m)^ {8}", "")
            .Replace("GenesysEnvironment.Parse(region)", "GenesysEnvironment.Parse(\"us-west-2\")", StringComparison.Ordinal)
            .Replace("LoopbackReceiver.Bind(redirectUri)", "LoopbackReceiver.Bind(\"http://127.0.0.1:8765/callback\")", StringComparison.Ordinal);
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

    [Fact]
    public async Task Its_lines_write_contacts_find_one_and_remove_those_that_are_new()
    {
        await using SandboxServer sandbox = await SandboxServer.StartAsync(new SandboxOptions());
        OAuthClient client = new(SandboxClient.Confidential.Id, SandboxClient.Confidential.Secret!);
        using Connection connection = await Connection.OpenAsync(Grant.ClientCredentials(GenesysEnvironment.Parse(sandbox.BaseAddress.OriginalString), client));
        using HttpClient browser = new();
        Surroundings world = new(browser);

        await RunAsync(connection, People, world);

        Assert.Equal(
            ["Ada Lovelace", "Created: Ada Lovelace", "Created: Grace Hopper", "Removed", "Removed"],
            world.Lines.Select(line => Regex.Replace(line, @" \([0-9a-f-]{36}\).*|: [0-9a-f-]{36}$", "")).Order(StringComparer.Ordinal));
        Assert.Empty(sandbox.Contacts);
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

    private static async Task RunAsync(Connection connection, IReadOnlyList<Person> customers, Surroundings Console)
    {
        // <guide>
        ContactChoice choice = new(ExternalSource: "CRM", Schema: "Customers");
        ContactSettings settings = await choice.FindAsync(connection);
        string tier = settings.Schema!.Fields.Single(field => field.Title is "Tier").Key;

        IEnumerable<ContactRow> rows = customers.Select((customer, index) => new ContactRow(
            index + 1,
            new ContactRequest(customer.FirstName, customer.LastName, customer.Email, customer.Number, new Dictionary<string, object> { [tier] = customer.Tier }),
            Source: customer));

        List<string> created = [];
        using ContactProvisioner provisioner = await ContactProvisioner.OpenAsync(connection, settings);
        await foreach (ContactOutcome outcome in provisioner.RunAsync(rows))
        {
            Console.WriteLine(outcome.Contact is { } contact ? $"{contact.Change}: {contact}" : $"{outcome.Error!.ErrorId}: {outcome.Error.Message}");
            if (outcome.Contact is { Change: ContactChange.Created } added)
            {
                created.Add(added.Id);
            }
        }

        Contact ada = await connection.FindContactAsync(ContactKey.ExternalId("4711", settings.ExternalSourceId!));
        Console.WriteLine($"{ada}: {ada.CustomFields![tier]}");

        // The undo: whoever was there before stays.
        using ContactRemover remover = new(connection);
        await foreach (ContactRemovalOutcome outcome in remover.RunAsync(created.Select((id, index) => new ContactRemovalRow(index + 1, id))))
        {
            Console.WriteLine(outcome.Contact is { } gone ? $"{gone.Change}: {gone.Id}" : $"{outcome.Error!.ErrorId}: {outcome.Error.Message}");
        }
        // </guide>
    }
#pragma warning restore IDE1006, MA0041

    private sealed record Customer(string Name, string Email, string Tier);

    private sealed record Person(string Number, string FirstName, string LastName, string Email, string Tier);

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
