using System.Text.Json;
using System.Text.Json.Serialization;
using GenesysGuest.Import;

namespace GenesysGuest;

/// <summary>How an unattended import went.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Started">When it began.</param>
/// <param name="Duration">How long it took.</param>
/// <param name="Files">What became of each file.</param>
public sealed record ImportResult(ImportOutcome Outcome, DateTimeOffset Started, TimeSpan Duration, IReadOnlyList<ImportedFile> Files)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The exit code that says the same to a scheduler.</summary>
    public int ExitCode => (int)Outcome;

    /// <summary>The folder with the results of this run; null: there are none.</summary>
    public string? RunPath { get; init; }

    /// <summary>The log that this run added to; null: there is none.</summary>
    public string? LogPath { get; init; }

    /// <summary>What ended the run; null: nothing did.</summary>
    public ErrorId? ErrorId { get; init; }

    /// <summary>The same in words, with what to do; null: there is nothing to say.</summary>
    public string? Message { get; init; }

    /// <summary>How it went.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string what = Files.Count == 0 ? "" : $": {ImportFigures.Text(ImportFigures.Sum(Files))}";
        string names = Files.Count == 0 ? "" : $" ({string.Join(", ", Files.Take(3).Select(file => Printable.Text(file.Name)))}{(Files.Count > 3 ? $" and {Files.Count - 3} more" : "")})";
        string? why = Message ?? Files.Where(file => file.Message is not null).OrderByDescending(file => file.Outcome).Select(file => $"{Printable.Text(file.Name)}: {file.Message}").FirstOrDefault();
        return FormattableString.Invariant($"{Outcome}{what} in {Duration.TotalSeconds:0.0} s{names}") + (why is null ? "" : $". {why}");
    }

    /// <summary>The summary that is kept with the results.</summary>
    /// <returns>JSON.</returns>
    internal string ToJson() => JsonSerializer.Serialize(this, Json);
}
