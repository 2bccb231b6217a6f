using System.Globalization;
using System.Text;
using GenesysGuest;
using GenesysGuest.Sandbox;
using Microsoft.VisualBasic.FileIO;

// Does the main job in C#, with a sandbox in this process: signs in, reads a CSV file, creates guests, and shows the guests and the errors.
// The exit code is 0 if every row becomes a guest, except the one that is invalid on purpose. Otherwise, it is 1.
Console.OutputEncoding = Encoding.UTF8;
using CancellationTokenSource stop = new();
Console.CancelKeyPress += (_, e) =>
{
    e.Cancel = true;
    stop.Cancel();
};

await using SandboxServer sandbox = await SandboxServer.StartAsync(
    new SandboxOptions { AutoApprove = true, Clients = [SandboxClient.Public with { AnyLoopbackPort = true }] }, stop.Token);
Console.WriteLine($"A sandbox replaces Genesys Cloud at {sandbox.BaseAddress}");

// A real client uses its registered redirect URI. The sandbox permits any port, as RFC 8252 §7.3 requires.
using LoopbackReceiver receiver = LoopbackReceiver.Bind("http://127.0.0.1:0/callback");
GenesysEnvironment environment = GenesysEnvironment.Parse(sandbox.BaseAddress.OriginalString);
AuthorizationRequest request = AuthorizationRequest.Create(environment, SandboxClient.Public.Id, receiver.RedirectUri);
using HttpClient browser = new(); // replaces SystemBrowser.TryOpen and follows the redirect to the receiver, like a browser
Task visit = Task.CompletedTask;
Grant grant = await Grant.FromBrowserAsync(request, receiver, address => visit = browser.GetStringAsync(address, stop.Token), cancellationToken: stop.Token);
using Connection connection = await Connection.OpenAsync(grant, cancellationToken: stop.Token);
await visit;
Console.WriteLine($"Signed in to {connection.Environment}. The token expires at {connection.ExpiresAt:u}");
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
Console.WriteLine($"{created.Count} created, {failed.Count} failed. The sandbox has {sandbox.GuestCount} guests.");
return asExpected && created.Count >= 24 ? 0 : 1;

// An invalid row causes an error for that row. The other rows continue.
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
