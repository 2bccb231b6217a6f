namespace GenesysGuest.Provisioning;

/// <summary>Counts rows or lines, and keeps the numbers of the first ones.</summary>
internal sealed class RowList
{
    private const int MostShown = 20;

    private readonly List<long> _shown = [];

    /// <summary>The number of rows.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a row.</summary>
    /// <param name="number">The number of the row.</param>
    public void Add(long number)
    {
        if (Count++ < MostShown)
        {
            _shown.Add(number);
        }
    }

    /// <summary>Returns the collected rows and clears this list.</summary>
    /// <returns>The collected rows.</returns>
    public RowList Take()
    {
        RowList taken = new() { Count = Count };
        taken._shown.AddRange(_shown);
        _shown.Clear();
        Count = 0;
        return taken;
    }

    /// <summary>Lists the numbers.</summary>
    /// <returns>The first twenty numbers, and how many more there are.</returns>
    public override string ToString() => string.Join(", ", _shown.OrderBy(number => number)) + (Count > _shown.Count ? $" and {Count - _shown.Count} more" : "");
}
