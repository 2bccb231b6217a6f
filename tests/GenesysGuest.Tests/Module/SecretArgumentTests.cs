using System.Collections;
using System.Management.Automation;
using System.Net;
using System.Security;

namespace GenesysGuest.Tests.Modules;

public sealed class SecretArgumentTests
{
    [Fact]
    public void Text_becomes_a_SecureString() => Assert.Equal("s3cret", new NetworkCredential("", (SecureString)Transform("s3cret")!).Password);

    [Fact]
    public void Anything_else_is_refused_without_showing_it()
    {
        foreach (object value in (object[])[new[] { "s3cret", "s3cret" }, new Hashtable { ["token"] = "s3cret" }, 53])
        {
            ArgumentTransformationMetadataException error = Assert.Throws<ArgumentTransformationMetadataException>(() => Transform(value));

            Assert.DoesNotContain("s3cret", error.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("53", error.Message, StringComparison.Ordinal);
        }
    }

    private static object? Transform(object value) => new SecretArgumentAttribute().Transform(engineIntrinsics: null!, value);
}
