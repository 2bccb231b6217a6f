using System.Globalization;

namespace GenesysGuest.Tests.Modules;

/// <summary>What a parameter is in one parameter set.</summary>
internal sealed record ParameterPlace(bool IsMandatory, int Position, bool FromPipeline, bool FromPipelineByName)
{
    /// <summary>The words in which help says it.</summary>
    public string PositionInHelp => Position == int.MinValue ? "named" : Position.ToString(CultureInfo.InvariantCulture);

    public string PipelineInHelp => (FromPipeline, FromPipelineByName) switch
    {
        (true, true) => "True (ByValue, ByPropertyName)",
        (true, false) => "True (ByValue)",
        (false, true) => "True (ByPropertyName)",
        _ => "False",
    };
}
