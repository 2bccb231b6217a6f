using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Converts a domain, region, or address to an environment, and reports why a value is invalid and what to use instead.</summary>
/// <remarks>PowerShell's own conversion reports an invalid positional value as a parameter that cannot be found.</remarks>
[AttributeUsage(AttributeTargets.Property)]
public sealed class EnvironmentArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        if (value is not string name)
        {
            return inputData;
        }

        try
        {
            return GenesysEnvironment.Parse(name);
        }
        catch (GenesysException exception)
        {
            throw new ArgumentTransformationMetadataException($"{exception.Message} {exception.Remedy}", exception);
        }
    }
}
