using System.Text.Json;
using System.Text.Json.Serialization;
using GenesysGuest.Import;

namespace GenesysGuest;

/// <summary>The result of an unattended import.</summary>
/// <param name="Outcome">The outcome.</param>
/// <param name="Started">When the run started.</param>
/// <param name="Duration">The duration of the run.</param>
/// <param name="Files">The result for each file.</param>
public sealed record ImportResult(ImportOutcome Outcome, DateTimeOffset Started, TimeSpan Duration, IReadOnlyList<ImportedFile> Files)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The exit code for a scheduler.</summary>
    public int ExitCode => (int)Outcome;

    /// <summary>The folder with the results of this run, or null if there are none.</summary>
    public string? RunPath { get; init; }

    /// <summary>The log that this run appended to, or null if there is none.</summary>
    public string? LogPath { get; init; }

    /// <summary>The error that ended the run, or null if there is none.</summary>
    public ErrorId? ErrorId { get; init; }

    /// <summary>The description and remedy of the error, or null if there is none.</summary>
    public string? Message { get; init; }

    /// <summary>Summarizes the run.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        string what = Files.Count == 0 ? "" : $": {ImportFigures.Text(ImportFigures.Sum(Files))}";
        string names = Files.Count == 0 ? "" : $" ({string.Join(", ", Files.Take(3).Select(file => Printable.Text(file.Name)))}{(Files.Count > 3 ? $" and {Files.Count - 3} more" : "")})";
        string? why = Message ?? Files.Where(file => file.Message is not null).OrderByDescending(file => file.Outcome).Select(file => $"{Printable.Text(file.Name)}: {file.Message}").FirstOrDefault();
        return FormattableString.Invariant($"{Outcome}{what} in {Duration.TotalSeconds:0.0} s{names}") + (why is null ? "" : $". {why}");
    }

    /// <summary>Returns the summary that is stored with the results.</summary>
    /// <returns>JSON.</returns>
    internal string ToJson() => JsonSerializer.Serialize(this, Json);
}
