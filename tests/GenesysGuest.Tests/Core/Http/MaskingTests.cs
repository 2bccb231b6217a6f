using GenesysGuest.Http;

namespace GenesysGuest.Tests.Core.Http;

/// <summary>Ranges of text are masked, and the rest stays.</summary>
public sealed class MaskingTests
{
    [Fact]
    public void Ranges_that_overlap_are_masked_once_and_those_that_touch_twice()
    {
        Assert.Equal("a***f", Masking.Masked("abcdef", [(2, 5), (1, 3)]));
        Assert.Equal("a***ef", Masking.Masked("abcdef", [(1, 4), (2, 3)]));
        Assert.Equal("a******f", Masking.Masked("abcdef", [(3, 5), (1, 3)]));
        Assert.Equal("abcdef", Masking.Masked("abcdef", []));
    }
}
