using System.Globalization;
using System.Text.Json;

namespace GenesysGuest.Simulation;

/// <summary>Guests: one a request, and each request that the service acts on makes another.</summary>
internal sealed class GuestTarget : ITarget
{
    private readonly World _world;
    private readonly Service _service;
    private readonly List<GuestRow> _rows = [];

    /// <summary>Makes a list of people.</summary>
    /// <param name="world">The world.</param>
    /// <param name="service">What makes the guests.</param>
    /// <param name="number">Which job it is for.</param>
    /// <param name="hasJournal">Whether a row that is there twice is recognized.</param>
    public GuestTarget(World world, Service service, int number, bool hasJournal)
    {
        (_world, _service) = (world, service);
        Dice dice = world.Dice;
        int people = dice.Of(1, 5, 20, 60);
        for (int row = 1; row <= people; row++)
        {
            int person = hasJournal && dice.Chance(0.05) ? dice.Between(1, row) : row; // now and then someone is listed twice
            _rows.Add(new GuestRow(row, new GuestRequest($"Person {person}", $"p{person}.{number}@example.com")));
        }
    }

    public string Kind => "guest";

    public IReadOnlyList<ProvisioningRow> Rows => _rows;

    public int Made => Guests.Count;

    public bool SettlesItself => false;

    /// <summary>What was made, in order.</summary>
    public List<(string Id, string Identity, string Token, Sending Sending)> Guests { get; } = [];

    public async Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options) => await GuestProvisioner.OpenAsync(connection, options);

    public IAsyncEnumerable<ProvisioningOutcome> RunAsync(Provisioner provisioner, IEnumerable<ProvisioningRow> rows, CancellationToken cancellationToken) =>
        ((GuestProvisioner)provisioner).RunAsync(rows.Cast<GuestRow>(), cancellationToken);

    public IReadOnlyList<SentRow> Read(byte[] body)
    {
        JsonElement guest = JsonElement.Parse(body);
        string identity = IdentityOf(guest.GetProperty("name").GetString()!, guest.GetProperty("email").GetString()!);
        return [new SentRow(identity, identity, guest)];
    }

    public void Act(Sending sending, Answer answer)
    {
        SentRow row = sending.Rows[0];
        string id = (Guests.Count + 1).ToString(CultureInfo.InvariantCulture);
        string secret = _service.NewSecret("guest");
        Guests.Add((id, row.Identity, secret, sending));
        _world.Say($"the service makes guest {id} of {row.Identity}");
        answer.Status = 201;
        answer.Body = JsonSerializer.Serialize(new
        {
            id,
            name = row.Content.GetProperty("name").GetString(),
            email = row.Content.GetProperty("email").GetString(),
            token = secret,
            createdDate = _world.UtcNow,
            updatedDate = _world.UtcNow,
            selfUri = $"/guests/{id}",
        });
    }

    public string IdentityOf(ProvisioningRow row) => ((GuestRow)row).Request is var request ? IdentityOf(request.Name, request.Email) : "";

    public object? ResultOf(ProvisioningOutcome outcome) => ((GuestOutcome)outcome).Guest?.Token;

    public bool IsHopeless(ProvisioningRow row) => false;

    public void Check(Job job) => GuestLedger.Check(job, this);

    private static string IdentityOf(string name, string email) => $"{name} <{email}>";
}
