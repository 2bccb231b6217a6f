using System.Management.Automation;
using System.Security;

namespace GenesysGuest.Commands;

/// <summary>Creates a proof key for one sign-in (RFC 7636).</summary>
[Cmdlet(VerbsCommon.New, "GenesysPkce", DefaultParameterSetName = RandomSet)]
[OutputType(typeof(Pkce))]
public sealed class NewGenesysPkceCommand : GenesysCmdlet
{
    private const string RandomSet = "Random";
    private const string VerifierSet = "Verifier";

    /// <summary>How many random bytes the verifier is made of, 32 to 96.</summary>
    [Parameter(ParameterSetName = RandomSet, Position = 0)]
    [ValidateRange(Pkce.MinVerifierLength, Pkce.MaxVerifierLength)]
    public int VerifierLength { get; set; } = Pkce.MinVerifierLength;

    /// <summary>An existing verifier.</summary>
    [Parameter(ParameterSetName = VerifierSet, Mandatory = true)]
    [SecretArgument]
    public SecureString? CodeVerifier { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord() => Guard(() =>
        WriteObject(CodeVerifier is null ? Pkce.Create(VerifierLength) : Pkce.FromVerifier(SecretArgumentAttribute.Reveal(CodeVerifier))));
}
