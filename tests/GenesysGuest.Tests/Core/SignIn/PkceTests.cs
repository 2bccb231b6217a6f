namespace GenesysGuest.Tests.Core.SignIn;

/// <summary>Proof Key for Code Exchange (RFC 7636).</summary>
public sealed class PkceTests
{
    private const string RfcVerifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    [Fact]
    public void The_challenge_is_that_of_RFC_7636_appendix_B() =>
        Assert.Equal("E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", Pkce.FromVerifier(RfcVerifier).CodeChallenge);

    [Fact]
    public void The_method_is_S256() => Assert.Equal("S256", Pkce.Create().CodeChallengeMethod);

    [Fact]
    public void A_verifier_has_43_characters_unless_more_are_asked_for() => Assert.Equal(43, Pkce.Create().CodeVerifier.Length);

    [Fact]
    public void Every_permitted_number_of_bytes_gives_its_number_of_characters() => Assert.All(
        Enumerable.Range(32, 65),
        bytes => Assert.Equal(((bytes * 4) + 2) / 3, Pkce.Create(bytes).CodeVerifier.Length));

    [Theory]
    [InlineData(32, 43)]
    [InlineData(96, 128)]
    public void The_range_of_bytes_is_the_range_of_characters(int bytes, int characters) =>
        Assert.Equal(characters, Pkce.Create(bytes).CodeVerifier.Length);

    [Theory]
    [InlineData(31)]
    [InlineData(97)]
    [InlineData(0)]
    [InlineData(-1)]
    public void Another_number_of_bytes_is_refused(int bytes) => Assert.Throws<ArgumentOutOfRangeException>(() => Pkce.Create(bytes));

    [Fact]
    public void A_verifier_is_made_of_unreserved_characters() => Assert.All(
        Enumerable.Range(0, 200), _ => Assert.Matches("^[A-Za-z0-9_-]+$", Pkce.Create(96).CodeVerifier));

    [Fact]
    public void No_two_verifiers_are_the_same() =>
        Assert.Equal(200, Enumerable.Range(0, 200).Select(_ => Pkce.Create().CodeVerifier).Distinct(StringComparer.Ordinal).Count());

    [Fact]
    public void The_challenge_has_43_characters_whatever_the_verifier() => Assert.Equal(43, Pkce.Create(96).CodeChallenge.Length);

    [Theory]
    [InlineData(43)]
    [InlineData(128)]
    public void A_verifier_from_elsewhere_may_use_all_unreserved_characters(int length)
    {
        string verifier = string.Concat(Enumerable.Repeat("aZ09-._~", 16))[..length];

        Assert.Equal(verifier, Pkce.FromVerifier(verifier).CodeVerifier);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEj+k")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX=")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX ")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXé")]
    [InlineData("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjX\n")]
    public void What_is_no_verifier_is_refused(string? verifier) => Assert.Throws<ArgumentException>(() => Pkce.FromVerifier(verifier!));

    [Fact]
    public void A_verifier_of_129_characters_is_refused() => Assert.Throws<ArgumentException>(() => Pkce.FromVerifier(new string('a', 129)));

    [Fact]
    public void A_refused_verifier_is_not_repeated()
    {
        string verifier = RfcVerifier[..42];

        Assert.DoesNotContain(verifier, Assert.Throws<ArgumentException>(() => Pkce.FromVerifier(verifier)).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_verifier_stays_out_of_text() =>
        Assert.DoesNotContain(RfcVerifier, Pkce.FromVerifier(RfcVerifier).ToString(), StringComparison.Ordinal);
}
