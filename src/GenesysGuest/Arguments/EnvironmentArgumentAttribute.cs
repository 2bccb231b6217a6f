using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Lets a domain, region or address stand where an environment is taken, and says what is wrong with one and what to give instead.</summary>
/// <remarks>PowerShell's own conversion reports a bad value by position as a parameter that cannot be found.</remarks>
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
