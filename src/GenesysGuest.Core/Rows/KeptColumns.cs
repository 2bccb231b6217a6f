namespace GenesysGuest.Rows;

/// <summary>Finds the columns to keep, even in a row that could not be read. Not thread-safe.</summary>
/// <param name="options">The options that specify the columns.</param>
internal sealed class KeptColumns(RowReadingOptions options)
{
    private ColumnMap? _map;

    /// <summary>Finds the columns to keep.</summary>
    /// <param name="row">The columns of the row.</param>
    /// <returns>The columns to keep.</returns>
    public IEnumerable<KeyValuePair<string, object?>> Of(IReadOnlyList<KeyValuePair<string, object?>> row)
    {
        Pairs cells = new(row);
        if (_map?.IsOf(cells) != true)
        {
            _map = new ColumnMap(cells, options);
        }

        return _map.Kept.Select(kept => row[kept.Column]);
    }

    private sealed class Pairs(IReadOnlyList<KeyValuePair<string, object?>> row) : ICells
    {
        public int Count => row.Count;

        public string NameOf(int column) => row[column].Key;

        public object? ValueOf(int column) => row[column].Value;

        public IEnumerable<KeyValuePair<string, object?>>? TableIn(object value) => null;
    }
}
