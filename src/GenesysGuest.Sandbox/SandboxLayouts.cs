namespace GenesysGuest.Sandbox;

/// <summary>The layouts of addresses that a sandbox serves. Addresses of another layout return 404.</summary>
[Flags]
public enum SandboxLayouts
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>Sign-in below <c>/api/v2/oauth</c>.</summary>
    ApiPath = 1,

    /// <summary>Sign-in below <c>/oauth</c>.</summary>
    Regional = 2,

    /// <summary>Both.</summary>
    Both = ApiPath | Regional,
}
