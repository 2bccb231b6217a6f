namespace GenesysGuest.Tests.Core.Rows;

/// <summary>A row of columns and values. A value that is an exception cannot be read.</summary>
/// <param name="columns">The columns.</param>
internal sealed class Cells(params (string Name, object? Value)[] columns) : ICells
{
    public int Count => columns.Length;

    public string NameOf(int column) => columns[column].Name;

    public object? ValueOf(int column) => columns[column].Value is Exception exception ? throw exception : columns[column].Value;

    public IEnumerable<KeyValuePair<string, object?>>? TableIn(object value) => value as Dictionary<string, object?>;
}
