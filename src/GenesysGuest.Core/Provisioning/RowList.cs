namespace GenesysGuest.Provisioning;

/// <summary>Counts rows, and keeps the numbers of the first.</summary>
internal sealed class RowList
{
    private const int MostShown = 20;

    private readonly List<long> _shown = [];

    /// <summary>How many there are.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="number">Its number.</param>
    public void Add(long number)
    {
        if (Count++ < MostShown)
        {
            _shown.Add(number);
        }
    }

    /// <summary>Hands over what was collected, once.</summary>
    /// <returns>The rows so far; this is empty from then on.</returns>
    public RowList Take()
    {
        RowList taken = new() { Count = Count };
        taken._shown.AddRange(_shown);
        _shown.Clear();
        Count = 0;
        return taken;
    }

    /// <summary>The numbers.</summary>
    /// <returns>The first twenty, and how many more there are.</returns>
    public override string ToString() => string.Join(", ", _shown.OrderBy(number => number)) + (Count > _shown.Count ? $" and {Count - _shown.Count} more" : "");
}
