namespace GenesysGuest.Sandbox;

/// <summary>The contacts, in the order of their creation. Finds contacts by id, email address, and external id.</summary>
internal sealed class ContactStore(string homeDivisionId, TimeProvider clock)
{
    private const int MostIds = 10;

    private readonly Lock _gate = new();
    private readonly SortedDictionary<long, SandboxContact> _contacts = [];
    private readonly Dictionary<Guid, long> _byId = [];
    private readonly Dictionary<string, SortedSet<long>> _byEmail = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<SandboxExternalId, long> _byExternalId = [];
    private long _made;
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public IReadOnlyList<SandboxContact> Snapshot()
    {
        lock (_gate)
        {
            return [.. _contacts.Values];
        }
    }

    public SandboxContact? Find(Guid id)
    {
        lock (_gate)
        {
            return _byId.TryGetValue(id, out long number) ? _contacts[number] : null;
        }
    }

    public SandboxContact? Find(ContactKey key)
    {
        lock (_gate)
        {
            return NumberOf(key) is { } number ? _contacts[number] : null;
        }
    }

    public bool Remove(Guid id)
    {
        lock (_gate)
        {
            if (!_byId.TryGetValue(id, out long number))
            {
                return false;
            }

            Put(number, null);
            return true;
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _contacts.Clear();
            _byId.Clear();
            _byEmail.Clear();
            _byExternalId.Clear();
            Volatile.Write(ref _count, 0);
        }
    }

    /// <summary>Performs the actions of items, in their order and as one atomic operation.</summary>
    /// <param name="items">The items. Invalid items have no effect.</param>
    /// <param name="isDry">Whether all changes are undone at the end.</param>
    public EnrichOutcome[] Apply(IReadOnlyList<EnrichItem> items, bool isDry)
    {
        EnrichOutcome[] outcomes = new EnrichOutcome[items.Count];
        lock (_gate)
        {
            Stack<(long Number, SandboxContact? Before)> changes = [];
            for (int at = 0; at < outcomes.Length; at++)
            {
                outcomes[at] = items[at].Error is { } error ? EnrichOutcome.Failed(error) : Apply(items[at], changes);
            }

            while (isDry && changes.TryPop(out (long Number, SandboxContact? Before) change))
            {
                Put(change.Number, change.Before);
            }
        }

        return outcomes;
    }

    private EnrichOutcome Apply(EnrichItem item, Stack<(long Number, SandboxContact? Before)> changes)
    {
        long? found = null;
        foreach (ContactKey key in item.Keys)
        {
            found = NumberOf(key);
            if (found is not null && item.Action is EnrichItem.Insert)
            {
                return EnrichOutcome.Failed(ItemError.Conflict(key));
            }

            if (found is not null)
            {
                break;
            }
        }

        if (found is null && item.Action is EnrichItem.Update)
        {
            return EnrichOutcome.Failed(ItemError.NotFound);
        }

        long number = found ?? ++_made;
        DateTimeOffset now = clock.GetUtcNow();
        SandboxContact? before = found is null ? null : _contacts[number];
        SandboxContact after = before is null
            ? item.Given with { Id = Guid.NewGuid(), DivisionId = item.Given.DivisionId ?? homeDivisionId, CreateDate = now, ModifyDate = now }
            : Changed(before, item.Rules.Combine(before, item.Given), now);
        if (Objection(number, after) is { } objection)
        {
            return EnrichOutcome.Failed(objection);
        }

        changes.Push((number, before));
        Put(number, after);
        return new EnrichOutcome(before is null ? StatusCodes.Status201Created : StatusCodes.Status200OK, after, null);
    }

    // An update that changes nothing keeps the dates.
    private static SandboxContact Changed(SandboxContact before, SandboxContact after, DateTimeOffset now) =>
        after.HasSameContent(before) ? before : after with { ModifyDate = now };

    private ItemError? Objection(long number, SandboxContact contact) =>
        contact.ExternalIds.Count > MostIds ? ItemError.Bad([new ItemDetail("contact.externalIds", null, $"It would have more than {MostIds} elements.")])
        : contact.ExternalIds.FirstOrDefault(id => _byExternalId.TryGetValue(id, out long owner) && owner != number) is { } taken
            ? ItemError.Conflict(new ContactKey(ContactKey.ExternalId, taken.Value, taken.SourceId))
        : null;

    // If several contacts have the same email address, finds the oldest. The sandbox doesn't store other types of identifiers.
    private long? NumberOf(ContactKey key) => key.Type switch
    {
        ContactKey.Email => _byEmail.TryGetValue(key.Value, out SortedSet<long>? owners) ? owners.Min : null,
        ContactKey.ExternalId => _byExternalId.TryGetValue(new SandboxExternalId(key.SourceId!, key.Value), out long number) ? number : null,
        _ => null,
    };

    private void Put(long number, SandboxContact? contact)
    {
        if (_contacts.Remove(number, out SandboxContact? before))
        {
            Forget(number, before);
        }

        if (contact is not null)
        {
            _contacts.Add(number, contact);
            _byId.Add(contact.Id, number);
            foreach (string email in contact.Emails)
            {
                (_byEmail.TryGetValue(email, out SortedSet<long>? owners) ? owners : _byEmail[email] = []).Add(number);
            }

            foreach (SandboxExternalId id in contact.ExternalIds)
            {
                _byExternalId[id] = number;
            }
        }

        Volatile.Write(ref _count, _contacts.Count);
    }

    private void Forget(long number, SandboxContact contact)
    {
        _byId.Remove(contact.Id);
        foreach (string email in contact.Emails)
        {
            if (_byEmail.TryGetValue(email, out SortedSet<long>? owners) && owners.Remove(number) && owners.Count == 0)
            {
                _byEmail.Remove(email);
            }
        }

        foreach (SandboxExternalId id in contact.ExternalIds)
        {
            _byExternalId.Remove(id);
        }
    }
}
