using GenesysGuest.Tests.Browser;

namespace GenesysGuest.Tests.Sdk;

/// <summary>A test for machines with Node.js, on which npm can install the vendor's SDK.</summary>
internal sealed class SdkFactAttribute : FactAttribute
{
    public bool NeedsBrowser { get; init; }

    public override string? Skip
    {
        get => base.Skip ?? (NeedsBrowser ? Programs.WhyNoBrowser : null) ?? VendorSdk.Missing;
        set => base.Skip = value;
    }
}
