using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace GenesysGuest.Tests.Core.Guests;

/// <summary>A guest is checked when it is made, before anything is sent.</summary>
public sealed class GuestRequestTests
{
    [Fact]
    public void White_space_around_name_and_email_is_taken_off()
    {
        GuestRequest request = new(" Ada Lovelace\t", "\u00a0ada@example.com \n");

        Assert.Equal(("Ada Lovelace", "ada@example.com"), (request.Name, request.Email));
    }

    [Theory]
    [InlineData("a@b", "a host of the own network")]
    [InlineData("ada.lovelace+tag@mail.example.co.uk", "tags and subdomains")]
    [InlineData("o'hara@example.com", "an apostrophe (RFC 5321)")]
    [InlineData("!#$%&'*+/=?^_`{|}~-@example.com", "whatever RFC 5321 lets an atom hold")]
    [InlineData("用户@例子.广告", "letters of any script (RFC 6531)")]
    [InlineData("jürgen@müller.example", "letters of any script (RFC 6531)")]
    [InlineData("a@1.2.3.4", "the server may know it")]
    [InlineData("ada..lovelace@example.com", "two dots: against RFC 5321, but providers have given such addresses")]
    [InlineData("ada.@example.com", "a dot at the end of the first part: the same")]
    [InlineData(".ada@example.com", "a dot at its beginning: the same")]
    public void What_looks_like_an_address_is_accepted(string email, string why)
    {
        Assert.NotEmpty(why);
        Assert.Equal(email, new GuestRequest("Ada", email).Email);
    }

    [Theory]
    [InlineData("ada", "no @")]
    [InlineData("@example.com", "nothing before it")]
    [InlineData("ada@", "nothing after it")]
    [InlineData("ada@@example.com", "two of them")]
    [InlineData("ada@b@example.com", "two of them")]
    [InlineData("ada@.example.com", "no host begins with a dot")]
    [InlineData("ada@-example.com", "or with a hyphen")]
    [InlineData("ada@example.com.", "a full stop of the sentence that it was copied from")]
    [InlineData("ada@example..com", "no host has an empty label")]
    [InlineData("ada lovelace@example.com", "white space: two cells, or a name")]
    [InlineData("ada@exam ple.com", "white space")]
    [InlineData("Ada <ada@example.com>", "a name with an address")]
    [InlineData("ada@example.com, bob@example.com", "two addresses")]
    [InlineData("ada@example.com;bob", "two addresses, or a file split at the wrong character")]
    [InlineData("\"ada\"@example.com", "quotes: RFC 5321 has them, no provider gives them, and spreadsheets leave them behind")]
    [InlineData("ada@[192.0.2.1]", "an address literal: nobody's account is there")]
    [InlineData("ada\u0000@example.com", "a character that cannot be seen")]
    [InlineData("mailto:ada@example.com", "a link")]
    public void What_does_not_is_refused(string email, string why)
    {
        Assert.NotEmpty(why);
        Assert.Equal((ErrorId.InvalidGuest, "Email"), Refusal("Ada", email));
    }

    [Fact]
    public void An_address_of_254_characters_is_accepted() =>
        Assert.Equal(254, new GuestRequest("Ada", $"{new string('a', 242)}@example.com").Email.Length);

    [Fact]
    public void A_longer_address_is_refused() => Assert.Equal((ErrorId.InvalidGuest, "Email"), Refusal("Ada", $"{new string('a', 243)}@example.com"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \t ")]
    public void A_name_is_needed(string? name) => Assert.Equal((ErrorId.InvalidGuest, "Name"), Refusal(name, "ada@example.com"));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    public void An_email_address_is_needed(string? email) => Assert.Equal((ErrorId.InvalidGuest, "Email"), Refusal("Ada", email));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void An_attribute_needs_a_name(string key) => Assert.Equal((ErrorId.InvalidGuest, "CustomAttributes"), Refusal(key, "x", attribute: true));

    [Fact]
    public void An_attribute_needs_a_value() => Assert.Equal((ErrorId.InvalidGuest, "tier"), Refusal("tier", value: null, attribute: true));

    // Written with escapes: half a character does not survive in the attribute of a test.
    [Theory]
    [InlineData("M\\uFFFDller")]
    [InlineData("high \\ud83d alone")]
    [InlineData("low \\ude00 alone")]
    [InlineData("\\ude00\\ud83d")]
    [InlineData("at the end \\ud83d")]
    public void A_damaged_name_is_refused(string name) => Assert.Equal((ErrorId.InvalidGuest, "Name"), Refusal(Regex.Unescape(name), "ada@example.com"));

    [Fact]
    public void A_damaged_address_is_refused() => Assert.Equal((ErrorId.InvalidGuest, "Email"), Refusal("Ada", "m\uFFFDller@example.com"));

    [Fact]
    public void A_damaged_value_is_refused_with_the_name_of_its_attribute() =>
        Assert.Equal((ErrorId.InvalidGuest, "Stra\u00dfe"), Refusal("Stra\u00dfe", "Gr\uFFFDner Weg", attribute: true));

    [Fact]
    public void A_valid_attribute_does_not_hide_an_invalid_one() => Assert.Equal(
        "tier", Assert.Throws<ProvisioningException>(() => new GuestRequest("Ada", "ada@example.com", new Dictionary<string, string> { ["tier"] = null!, ["plan"] = "gold" })).Field);

    [Fact]
    public void A_damaged_name_of_an_attribute_is_refused() => Assert.Equal(ErrorId.InvalidGuest, Refusal("Stra\uFFFDe", "x", attribute: true).Item1);

    [Fact]
    public void Damage_has_the_remedy_of_the_encoding() => Assert.Contains(
        "-Encoding", Assert.Throws<ProvisioningException>(() => new GuestRequest("M\uFFFDller", "a@b")).AtThePrompt(), StringComparison.Ordinal);

    [Fact]
    public void Characters_beyond_the_first_plane_are_not_damage() => Assert.Equal("🎉", new GuestRequest("🎉", "a@b").Name);

    [Fact]
    public void Nothing_changes_it_after_it_was_checked()
    {
        Dictionary<string, string> attributes = new() { ["tier"] = "gold" };
        GuestRequest request = new("Ada", "ada@example.com", attributes);

        attributes["tier"] = null!;

        Assert.Equal("gold", request.CustomAttributes["tier"]);
    }

    [Fact]
    public void Its_text_says_who_it_is() => Assert.Equal("Ada <ada@example.com>", new GuestRequest("Ada", "ada@example.com").ToString());

    [Theory]
    [InlineData("A\nda")]
    [InlineData("Ada\e[2J!")]
    [InlineData("Ada\u202Eecalevol")]
    public void A_name_holds_nothing_that_steers_a_terminal(string name) =>
        Assert.Equal("Name", Assert.Throws<ProvisioningException>(() => new GuestRequest(name, "ada@example.com")).Field);

    [Theory]
    [InlineData("ada\u200B@example.com", "U+200B")]
    [InlineData("ada@example\u00A0.com", "U+00A0")]
    public void An_address_with_invisible_characters_shows_them_by_code_point(string email, string shown) =>
        Assert.Contains(shown, Assert.Throws<ProvisioningException>(() => new GuestRequest("Ada", email)).Message, StringComparison.Ordinal);

    [Fact]
    public void Invisible_characters_around_are_taken_off() =>
        Assert.Equal("Ada <ada@example.com>", new GuestRequest("\uFEFF Ada\u200B", "\u00A0ada@example.com\u200E").ToString());

    [Theory]
    [InlineData("A\e[2J", "no\e[2J address")]
    [InlineData("A", "b\u202ec")]
    public void A_refusal_has_no_terminal_escapes(string name, string email) =>
        Support.Secrecy.AssertPrintable(Assert.Throws<ProvisioningException>(() => new GuestRequest(name, email)));

    [SuppressMessage("Performance", "CA1806", Justification = "made to be refused")]
    private static (ErrorId ErrorId, string? Field) Refusal(string? nameOrKey, string? value, bool attribute = false)
    {
        ProvisioningException error = attribute
            ? Assert.Throws<ProvisioningException>(() => new GuestRequest("Ada", "ada@example.com", new Dictionary<string, string> { [nameOrKey!] = value! }))
            : Assert.Throws<ProvisioningException>(() => new GuestRequest(nameOrKey, value));
        return (error.ErrorId, error.Field);
    }
}
