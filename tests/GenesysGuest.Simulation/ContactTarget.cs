using System.Text.Json;

namespace GenesysGuest.Simulation;

/// <summary>Contacts: up to ten a request, and each is found again by its external id or its address, however often it is sent.</summary>
internal sealed class ContactTarget : ITarget
{
    private const string Source = "source-1";
    private const int MostRows = 10;

    private readonly World _world;
    private readonly ContactDesk _desk;
    private readonly List<ContactRow> _rows = [];

    /// <summary>Makes a list of people.</summary>
    /// <param name="world">The world.</param>
    /// <param name="number">Which job it is for.</param>
    /// <param name="hasJournal">Whether a row that is there twice is recognized.</param>
    public ContactTarget(World world, int number, bool hasJournal)
    {
        _world = world;
        Dice dice = world.Dice;
        _desk = new ContactDesk(world, Book = new ContactBook(world));
        int people = dice.Of(1, 9, 10, 11, 25, 60, 150);
        for (int row = 1; row <= people; row++)
        {
            // Now and then someone is listed twice, with the same content or with other. Without trackers, results of the same person cannot be told apart.
            bool isRepeated = (hasJournal || _desk.SendsTrackers) && dice.Chance(0.05);
            int person = isRepeated ? dice.Between(1, row) : row;
            bool isOther = isRepeated && _desk.SendsTrackers && dice.Chance(0.5);
            string name = isOther ? $"{person} again" : $"{person}";
            string email = $"p{person}.{number}@example.com";
            string externalId = $"{number}-{person}";
            _rows.Add(new ContactRow(row, (person % 3) switch
            {
                1 => new ContactRequest("Person", name, email: null, externalId),
                2 when !isOther => new ContactRequest("Person", name, email, externalId),
                _ => new ContactRequest("Person", name, email), // also of someone who has an external id in another row
            }));
        }

        _desk.ChooseRefused(_rows.Select(IdentityOf));
    }

    public string Kind => "contact";

    public IReadOnlyList<ProvisioningRow> Rows => _rows;

    public int Made => Book.Count;

    public bool SettlesItself => true;

    /// <summary>What was written.</summary>
    public ContactBook Book { get; }

    public async Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options) =>
        await ContactProvisioner.OpenAsync(connection, new ContactSettings { ExternalSourceId = Source }, options);

    public IAsyncEnumerable<ProvisioningOutcome> RunAsync(Provisioner provisioner, IEnumerable<ProvisioningRow> rows, CancellationToken cancellationToken) =>
        ((ContactProvisioner)provisioner).RunAsync(rows.Cast<ContactRow>(), cancellationToken);

    public IReadOnlyList<SentRow> Read(byte[] body)
    {
        List<SentRow> sent = [];
        foreach (JsonElement entity in JsonElement.Parse(body).GetProperty("entities").EnumerateArray())
        {
            string tracker = entity.GetProperty("id").GetString()!;
            JsonElement contact = entity.GetProperty("contact");
            string? externalId = contact.TryGetProperty("externalIds", out JsonElement externalIds) ? externalIds[0].GetProperty("value").GetString() : null;
            sent.Add(new SentRow(KeyOf(tracker), IdentityOf(Text("firstName"), Text("lastName"), Text("workEmail"), externalId), entity));
            if (!_rows.Any(row => string.Equals(KeyOf($"{row.Number}"), sent[^1].Key, StringComparison.Ordinal) && string.Equals(IdentityOf(row), sent[^1].Identity, StringComparison.Ordinal)))
            {
                _world.Violate($"{sent[^1].Identity} was sent as {sent[^1].Key}, which says something else.");
            }

            string? Text(string name) => contact.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;
        }

        if (sent.Count is < 1 or > MostRows || sent.DistinctBy(row => row.Key, StringComparer.Ordinal).Count() < sent.Count)
        {
            _world.Violate($"One request carries {sent.Count} rows: {string.Join(", ", sent.Select(row => row.Key))}.");
        }

        return sent;
    }

    public void Act(Sending sending, Answer answer) => _desk.Act(sending, answer);

    public string IdentityOf(ProvisioningRow row) =>
        ((ContactRow)row).Request is var request ? IdentityOf(request.FirstName, request.LastName, request.Email, request.ExternalId) : "";

    public object? ResultOf(ProvisioningOutcome outcome) => ((ContactOutcome)outcome).Contact is { } contact ? contact with { RowNumber = null } : null;

    public bool IsHopeless(ProvisioningRow row) => _desk.Refuses(IdentityOf(row));

    public void Check(Job job) => new ContactLedger(job, this).Check();

    /// <summary>What a row is told apart by within a run.</summary>
    /// <param name="tracker">Its tracker.</param>
    /// <returns>The key.</returns>
    public static string KeyOf(string tracker) => $"row {tracker}";

    private static string IdentityOf(string? firstName, string? lastName, string? email, string? externalId) => $"{firstName} {lastName} <{email}> {externalId}";
}
