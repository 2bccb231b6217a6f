using System.Globalization;
using System.Text;
using GenesysGuest;
using GenesysGuest.Sandbox;
using Microsoft.VisualBasic.FileIO;

// The main job from C#, against a sandbox in this process: sign in, read a CSV, create guests, show what came and what failed.
// Exit code 0: every row was created but the one that is wrong on purpose. 1: anything else.
Console.OutputEncoding = Encoding.UTF8;
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

await using SandboxServer sandbox = await SandboxServer.StartAsync(
    new SandboxOptions { AutoApprove = true, Clients = [SandboxClient.Public with { AnyLoopbackPort = true }] }, stop.Token);
Console.WriteLine($"A sandbox stands in for Genesys Cloud at {sandbox.BaseAddress}");

// A real client gives the redirect URI that is registered for it; the sandbox, like RFC 8252 §7.3, permits any port.
using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
GenesysEnvironment environment = GenesysEnvironment.Parse(sandbox.BaseAddress.OriginalString);
AuthorizationRequest request = AuthorizationRequest.Create(environment, SandboxClient.Public.Id, receiver.RedirectUri);
using HttpClient browser = new(); // stands in for SystemBrowser.TryOpen: it follows the redirect to the receiver, as a browser does
Task visit = Task.CompletedTask;
Grant grant = await Grant.FromBrowserAsync(request, receiver, address => visit = browser.GetStringAsync(address, stop.Token), cancellationToken: stop.Token);
using Connection connection = await Connection.OpenAsync(grant, cancellationToken: stop.Token);
await visit;
Console.WriteLine($"Signed in to {connection.Environment}; the token runs out at {connection.ExpiresAt:u}");
Console.WriteLine();

using GuestProvisioner provisioner = new(connection);
List<Guest> created = [];
List<GenesysException> failed = [];
await foreach (GuestOutcome outcome in provisioner.RunAsync(ReadRows(Path.Combine(AppContext.BaseDirectory, "guests.csv"), failed), stop.Token))
{
    if (outcome.Guest is { } guest)
    {
        created.Add(guest);
    }
    else
    {
        failed.Add(outcome.Error!);
    }
}

foreach (Guest guest in created)
{
    Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{guest.Id}  {new string('*', 8)}  {guest.Email,-24}  {guest.Name}"));
}

Console.WriteLine();
foreach (GenesysException error in failed)
{
    Console.WriteLine($"{error.ErrorId}: {error.Message} {error.Remedy}");
}

bool asExpected = failed is [{ ErrorId: ErrorId.InvalidGuest }]
    && created.Select(guest => guest.Id).Order(StringComparer.Ordinal).SequenceEqual(sandbox.Guests.Select(guest => guest.Id.ToString()).Order(StringComparer.Ordinal), StringComparer.Ordinal);
Console.WriteLine();
Console.WriteLine($"{created.Count} created, {failed.Count} failed; the sandbox holds {sandbox.GuestCount} guests.");
return asExpected && created.Count >= 24 ? 0 : 1;

// A row that is no guest is that row's error, and the others go on.
static IEnumerable<GuestRow> ReadRows(string path, List<GenesysException> failed)
{
    using TextFieldParser csv = new(path, Encoding.UTF8) { Delimiters = [","] };
    string[] header = csv.ReadFields() ?? [];
    for (long number = 1; csv.ReadFields() is { } fields; number++)
    {
        Dictionary<string, object?> cells = header.Zip(fields).ToDictionary(pair => pair.First, object? (pair) => pair.Second, StringComparer.OrdinalIgnoreCase);
        cells.Remove("Name", out object? name);
        cells.Remove("Email", out object? email);
        GuestRow row;
        try
        {
            row = GuestRow.Read(number, (string?)name, (string?)email, columns: cells);
        }
        catch (ProvisioningException error)
        {
            failed.Add(error);
            continue;
        }

        yield return row;
    }
}
