namespace GenesysGuest;

/// <summary>A row as whoever hands it over has it: columns, and what stands in them.</summary>
public interface ICells
{
    /// <summary>How many columns there are.</summary>
    int Count { get; }

    /// <summary>The name of a column.</summary>
    /// <param name="column">Which, counted from 0.</param>
    /// <returns>The name as it stands there.</returns>
    string NameOf(int column);

    /// <summary>What stands in a column.</summary>
    /// <param name="column">Which, counted from 0.</param>
    /// <returns>The value; null: nothing.</returns>
    /// <exception cref="InvalidOperationException">It cannot be read.</exception>
    object? ValueOf(int column);

    /// <summary>Reads a value that is a table of names and values.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its entries; null: it is no table.</returns>
    IEnumerable<KeyValuePair<string, object?>>? TableIn(object value);
}
