using System.Management.Automation;
using System.Net;
using System.Security;

namespace GenesysGuest;

/// <summary>Lets a secret that was typed as text stand where a <see cref="SecureString"/> is taken.</summary>
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

            // PowerShell's own conversion would repeat the value in its error.
            _ => throw new ArgumentTransformationMetadataException(
                $"A secret is text or a SecureString; this is {value.GetType().Name}. Give one property of an object, and read a file with Get-Content -Raw."),
        };
    }

    /// <summary>The text of a secret, for as long as a request needs it.</summary>
    /// <param name="secret">The secret.</param>
    /// <returns>Its text.</returns>
    internal static string Reveal(SecureString secret) => new NetworkCredential("", secret).Password;
}
