namespace GenesysGuest;

/// <summary>A row in the form of its source: columns and their values.</summary>
public interface ICells
{
    /// <summary>The number of columns.</summary>
    int Count { get; }

    /// <summary>Returns the name of a column.</summary>
    /// <param name="column">The index of the column, starting at 0.</param>
    /// <returns>The name as it is in the source.</returns>
    string NameOf(int column);

    /// <summary>Returns the value of a column.</summary>
    /// <param name="column">The index of the column, starting at 0.</param>
    /// <returns>The value, or null if the cell is empty.</returns>
    /// <exception cref="InvalidOperationException">The value cannot be read.</exception>
    object? ValueOf(int column);

    /// <summary>Reads a value that is a table of names and values.</summary>
    /// <param name="value">The value.</param>
    /// <returns>The entries, or null if the value is not a table.</returns>
    IEnumerable<KeyValuePair<string, object?>>? TableIn(object value);
}
