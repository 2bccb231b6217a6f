namespace GenesysGuest.Tests.Core;

/// <summary>Every address can be replaced by the user.</summary>
public sealed class ReplacedAddressTests
{
    private static readonly GenesysEnvironment Usual = GenesysEnvironment.Parse("usw2.pure.cloud");
    private static readonly Uri Other = new("https://other.example.com/x?y=1");

    [Fact]
    public void The_authorize_address_is_replaced_alone() => Assert.Equal(
        [Other.AbsoluteUri, Usual.TokenUri.AbsoluteUri, Usual.GuestsUri.AbsoluteUri], Addresses.Of(Usual.With(authorizeUri: Other)));

    [Fact]
    public void The_token_address_is_replaced_alone() => Assert.Equal(
        [Usual.AuthorizeUri.AbsoluteUri, Other.AbsoluteUri, Usual.GuestsUri.AbsoluteUri], Addresses.Of(Usual.With(tokenUri: Other)));

    [Fact]
    public void The_guests_address_is_replaced_alone() => Assert.Equal(
        [Usual.AuthorizeUri.AbsoluteUri, Usual.TokenUri.AbsoluteUri, Other.AbsoluteUri], Addresses.Of(Usual.With(guestsUri: Other)));

    [Fact]
    public void A_second_replacement_keeps_the_first() => Assert.Equal(
        [Other.AbsoluteUri, Other.AbsoluteUri, Usual.GuestsUri.AbsoluteUri], Addresses.Of(Usual.With(authorizeUri: Other).With(tokenUri: Other)));

    [Fact]
    public void The_environment_it_was_made_from_stays_as_it_was()
    {
        Usual.With(authorizeUri: Other);

        Assert.NotEqual(Other, Usual.AuthorizeUri);
    }

    [Fact]
    public void Another_layout_is_another_set_of_hosts_of_the_same_organization() => Assert.Equal(
        GenesysEnvironment.Parse("usw2.pure.cloud", HostLayout.Regional).With(issuer: "https://issuer.example.com"),
        Usual.With(issuer: "https://issuer.example.com").InLayout(HostLayout.Regional));

    [Fact]
    public void What_is_replaced_later_leaves_the_issuer_unless_it_is_replaced_too()
    {
        GenesysEnvironment named = Usual.With(issuer: "https://issuer.example.com");

        Assert.Equal("https://issuer.example.com", named.With(tokenUri: new Uri("https://gateway.example.com/token")).Issuer);
        Assert.Equal("https://other.example.com", named.With(issuer: "https://other.example.com").Issuer);
    }

    [Fact]
    public void The_layout_that_it_has_changes_nothing() => Assert.Equal(Usual.With(guestsUri: Other), Usual.With(guestsUri: Other).InLayout(HostLayout.ApiPath));

    [Fact]
    public void A_layout_has_no_say_in_addresses_that_were_replaced() =>
        Assert.Equal(ErrorId.InvalidEnvironment, Assert.Throws<GenesysException>(() => Usual.With(guestsUri: Other).InLayout(HostLayout.Regional)).ErrorId);

    [Fact]
    public void The_name_stays() => Assert.Equal("usw2.pure.cloud", Usual.With(guestsUri: Other).Name);

    [Fact]
    public void A_loopback_address_may_be_plain_http()
    {
        Uri loopback = new("http://127.0.0.1:5080/guests");

        Assert.Equal(loopback, Usual.With(guestsUri: loopback).GuestsUri);
    }

    [Theory]
    [InlineData("http://example.com/guests")]
    [InlineData("https://ann:hunter2@example.com/guests")]
    [InlineData("https://example.com/guests#top")]
    [InlineData("guests")]
    [InlineData("/guests")]
    public void An_unusable_address_is_refused(string address) => Assert.Equal(
        ErrorId.InvalidEnvironment,
        Assert.Throws<GenesysException>(() => Usual.With(guestsUri: new Uri(address, UriKind.RelativeOrAbsolute))).ErrorId);

    [Fact]
    public void User_information_is_not_repeated() => Assert.DoesNotContain(
        "hunter2",
        Assert.Throws<GenesysException>(() => Usual.With(tokenUri: new Uri("https://ann:hunter2@example.com/token"))).ToString(),
        StringComparison.Ordinal);
}
