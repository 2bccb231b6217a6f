using System.Management.Automation;
using System.Net;
using System.Security;

namespace GenesysGuest;

/// <summary>Converts text to a <see cref="SecureString"/>.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecretArgumentAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value switch
        {
            null or SecureString => inputData,
            string text => new NetworkCredential("", text).SecurePassword,

            // PowerShell's own conversion would show the value in its error.
            _ => throw new ArgumentTransformationMetadataException(
                $"A secret must be text or a SecureString, but the value is of type {value.GetType().Name}. Pass one property of an object, or read a file with Get-Content -Raw."),
        };
    }

    /// <summary>Reads the text of a secret. Keep it only as long as a request needs it.</summary>
    /// <param name="secret">The secret.</param>
    /// <returns>The text.</returns>
    internal static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}
