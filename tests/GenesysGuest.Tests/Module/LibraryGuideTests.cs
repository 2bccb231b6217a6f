using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Modules;

/// <summary>The programs in docs/library.md, compiled as they stand there and run against the sandbox.</summary>
public sealed class LibraryGuideTests
{
    [Theory]
    [InlineData("guests", "using System.Runtime.CompilerServices;\nusing GenesysGuest;\n\n")]
    [InlineData("contacts", "using GenesysGuest;\n\n")]
    public void The_guide_shows_the_lines_that_are_tested_here(string program, string usings)
    {
        string here = Repository.Read("tests/GenesysGuest.Tests/Module/LibraryGuideTests.cs").ReplaceLineEndings("\n");
        string guide = Repository.Read("docs/library.md").ReplaceLineEndings("\n");
        IEnumerable<string> tested = Regex.Matches(here, $@"(?s)// <{program}>\n(.*?)\n *// </{program}>").Select(lines => AsShown(lines.Groups[1].Value));

        Assert.Contains($"```csharp\n{usings}{string.Join("\n\n", tested)}\n```", guide, StringComparison.Ordinal);

        // What differs is where the sandbox stands in for the world, and how far the lines are indented.
        static string AsShown(string lines) => Regex.Replace(lines, $"(?m)^ {{{lines.TakeWhile(character => character == ' ').Count()}}}", "")
            .Replace("GenesysEnvironment.Parse(region", "GenesysEnvironment.Parse(\"us-west-2\"", StringComparison.Ordinal)
            .Replace("LoopbackReceiver.Bind(redirectUri)", "LoopbackReceiver.Bind(\"http://127.0.0.1:8765/callback\")", StringComparison.Ordinal)
            .Replace("private sealed record", "internal sealed record", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_lines_create_the_guests()
    {
        await using SandboxServer sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { AutoApprove = true, Clients = [SandboxClient.Public with { AnyLoopbackPort = true }] });
        using HttpClient browser = new();
        Surroundings world = new(browser);

        await CreateGuestsAsync(sandbox.BaseAddress.OriginalString, "http://127.0.0.1:0/callback", [SandboxClient.Public.Id], world, world);

        Assert.Equal(["ada@example.com", "alan@example.com"], sandbox.Guests.Select(guest => guest.Email).Order(StringComparer.Ordinal));
        Assert.Equal(["InvalidGuest", "ada@example.com", "alan@example.com"], world.Lines.Select(line => line.Split(':')[0]).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Its_lines_write_contacts_find_one_and_remove_those_that_are_new()
    {
        await using SandboxServer sandbox = await SandboxServer.StartAsync(new SandboxOptions());
        using HttpClient browser = new();
        Surroundings world = new(browser);

        await WriteContactsAsync(sandbox.BaseAddress.OriginalString, [SandboxClient.Confidential.Id, SandboxClient.Confidential.Secret!], world);

        Assert.Equal(
            ["Ada Lovelace", "Created: Ada Lovelace", "Created: Grace Hopper", "Removed", "Removed"],
            world.Lines.Select(line => Regex.Replace(line, @" \([0-9a-f-]{36}\).*|: [0-9a-f-]{36}$", "")).Order(StringComparer.Ordinal));
        Assert.Empty(sandbox.Contacts);
    }

#pragma warning disable IDE1006, MA0041 // Console and SystemBrowser are named as in the guide, where they are the real ones
    private static async Task CreateGuestsAsync(string region, string redirectUri, string[] args, Surroundings Console, Surroundings SystemBrowser)
    {
        // <guests>
        // Ctrl+C ends the sign-in, or the reading of rows. Rows that were read still have their outcomes.
        using CancellationTokenSource stop = new();
        Console.CancelKeyPress += (_, pressed) =>
        {
            pressed.Cancel = true;
            stop.Cancel();
        };

        GenesysEnvironment environment = GenesysEnvironment.Parse(region);
        using LoopbackReceiver receiver = LoopbackReceiver.Bind(redirectUri);
        AuthorizationRequest request = AuthorizationRequest.Create(environment, clientId: args[0], receiver.RedirectUri);
        Grant grant = await Grant.FromBrowserAsync(
            request,
            receiver,
            address =>
            {
                if (!SystemBrowser.TryOpen(address, out string? reason))
                {
                    Console.WriteLine($"{reason} Open {address.AbsoluteUri}");
                }
            },
            cancellationToken: stop.Token);
        using Connection connection = await Connection.OpenAsync(grant, cancellationToken: stop.Token);

        using GuestProvisioner provisioner = new(connection, new() { ThrottleLimit = 16 });
        try
        {
            await foreach (GuestOutcome outcome in provisioner.RunAsync(ReadRowsAsync(), stop.Token))
            {
                Console.WriteLine(outcome.Guest is { } guest ? $"{guest.Email}: {guest.Id}" : Told(outcome.Error!));
            }
        }
        catch (OperationCanceledException)
        {
            Console.WriteLine($"Stopped: {provisioner.Summary}");
        }

        // An invalid row is an error like any other. The rows after it continue.
        async IAsyncEnumerable<GuestRow> ReadRowsAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            long number = 0;
            await foreach (Customer customer in ReadCustomersAsync(cancellationToken))
            {
                number++;
                GuestRow row;
                try
                {
                    row = GuestRow.Read(number, customer.Name, customer.Email, [new("Tier", customer.Tier)], source: customer);
                }
                catch (ProvisioningException error)
                {
                    Console.WriteLine(Told(error));
                    continue;
                }

                yield return row;
            }
        }

        // Replace this with your database, or with another source that returns customers one after another.
        static async IAsyncEnumerable<Customer> ReadCustomersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(10), cancellationToken);
            yield return new Customer("Ada Lovelace", "ada@example.com", "gold");
            yield return new Customer("Nobody", "not-an-address", "gold");
            yield return new Customer("Alan Turing", "alan@example.com", "silver");
        }

        static string Told(GenesysException error) => $"{error.ErrorId}: {error.Message} {error.Remedy}";
        // </guests>
    }

    private static async Task WriteContactsAsync(string region, string[] args, Surroundings Console)
    {
        // <contacts>
        OAuthClient client = new(args[0], args[1]);
        using Connection connection = await Connection.OpenAsync(Grant.ClientCredentials(GenesysEnvironment.Parse(region, HostLayout.Regional), client));

        Person[] customers =
        [
            new("4711", "Ada", "Lovelace", "ada@example.com", "gold"),
            new("4712", "Grace", "Hopper", "grace@example.com", "silver"),
        ];

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

        // The undo: contacts that existed before remain.
        using ContactRemover remover = new(connection);
        await foreach (ContactRemovalOutcome outcome in remover.RunAsync(created.Select((id, index) => new ContactRemovalRow(index + 1, id))))
        {
            Console.WriteLine(outcome.Contact is { } gone ? $"{gone.Change}: {gone.Id}" : $"{outcome.Error!.ErrorId}: {outcome.Error.Message}");
        }
        // </contacts>
    }
#pragma warning restore IDE1006, MA0041

    // <guests>
    private sealed record Customer(string Name, string Email, string Tier);
    // </guests>

    // <contacts>
    private sealed record Person(string Number, string FirstName, string LastName, string Email, string Tier);
    // </contacts>

    /// <summary>A console that keeps its lines, and a browser that follows redirects.</summary>
    private sealed class Surroundings(HttpClient http)
    {
        private ConsoleCancelEventHandler? _pressed;

        public event ConsoleCancelEventHandler? CancelKeyPress
        {
            add => _pressed += value;
            remove => _pressed -= value;
        }

        public ConcurrentQueue<string> Lines { get; } = [];

        public void WriteLine(string line) => Lines.Enqueue(line);

        public bool TryOpen(Uri address, out string? reason)
        {
            reason = null;
            _ = http.GetStringAsync(address);
            return true;
        }
    }
}
