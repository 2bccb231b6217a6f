namespace GenesysGuest.Rows;

/// <summary>The columns that are kept of a row, also of one that could not be read as anything: found as those of any row are. Not thread-safe.</summary>
/// <param name="options">Which they are.</param>
internal sealed class KeptColumns(RowReadingOptions options)
{
    private ColumnMap? _map;

    /// <summary>Finds them.</summary>
    /// <param name="row">The row's columns.</param>
    /// <returns>Those that are kept.</returns>
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
