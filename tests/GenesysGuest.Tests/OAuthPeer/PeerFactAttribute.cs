namespace GenesysGuest.Tests.OAuthPeer;

/// <summary>A test for machines with Node.js, on which npm can install an OAuth server that nobody here wrote.</summary>
internal sealed class PeerFactAttribute : FactAttribute
{
    public override string? Skip
    {
        get => base.Skip ?? PeerServer.Npm.Missing;
        set => base.Skip = value;
    }
}
