using System.Globalization;
using CsCheck;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core;

/// <summary>Whatever a user gives as an environment: addresses that may be used, or the one error.</summary>
public sealed class GenesysEnvironmentPropertyTests
{
    private static readonly Gen<string> Label = Outside.Of(Gen.Char["abcdefghijklmnopqrstuvwxyz0123456789"], 1, 10);

    private static readonly Gen<string> Domain = Gen.Select(Label.Array[1, 3], Outside.Of(Gen.Char['a', 'z'], 2, 6), (labels, last) => $"{string.Join('.', labels)}.{last}");

    private static readonly Gen<string> Valid = Gen.OneOf(
        Domain,
        Gen.OneOf([.. GenesysRegion.All.Select(region => region.Name)]),
        Gen.OneOf([.. GenesysRegion.All.Select(region => region.Domain)]),
        Gen.Select(Domain, Gen.Int[1, 65535], Label.Array[0, 3], (host, port, path) => $"https://{host}:{port.ToString(CultureInfo.InvariantCulture)}/{string.Join('/', path)}"),
        Gen.OneOf("http://127.0.0.1:5080", "http://localhost:80/", "http://[::1]:5080/base", "https://user:password@example.com/", "https://example.com/%41?x=1#y"));

    [Fact]
    public void It_is_one_whose_addresses_are_safe_and_which_is_read_again_from_its_name_or_the_error_says_so() => Gen.Select(
        Gen.OneOf(Valid, Outside.Mutated(Valid), Outside.Text), Gen.Enum<HostLayout>(), Outside.Culture).Sample(
        (name, layout, culture) =>
        {
            if (Read(name, layout, culture) is not { } environment)
            {
                return;
            }

            foreach (Uri address in (Uri[])[environment.AuthorizeUri, environment.TokenUri, environment.GuestsUri])
            {
                Assert.True(address.Scheme is "https" || (address.Scheme is "http" && address.IsLoopback), address.ToString());
                Assert.Empty(address.UserInfo + address.Query + address.Fragment);
            }

            Assert.EndsWith("/oauth/token", environment.TokenUri.AbsoluteUri, StringComparison.Ordinal);
            Assert.EndsWith("/api/v2/externalusers/guests", environment.GuestsUri.AbsoluteUri, StringComparison.Ordinal);
            Assert.Equal(environment, Read(environment.Name, layout, culture));
            Assert.NotNull(environment.InOtherLayout(at => at.TokenUri));
            Secrecy.AssertPrintable(environment.Name);
        },
        iter: 10_000);

    [Fact]
    public void A_domain_is_read_however_it_is_capitalized_and_whatever_white_space_is_around_it() => Gen.Select(Domain, Gen.Bool, Outside.JsonSpace, Outside.Culture).Sample(
        (domain, isUpper, space, culture) =>
            Assert.Equal(Read(domain, HostLayout.Regional, culture), Read($"{space}{(isUpper ? domain.ToUpperInvariant() : domain)}{space}", HostLayout.Regional, culture)),
        iter: 1000);

    [Fact]
    public void A_password_in_what_is_refused_is_not_repeated() => Gen.Select(Outside.Secret, Outside.Text, Outside.Text).Sample(
        (password, before, after) =>
        {
            try
            {
                Assert.Empty(GenesysEnvironment.Parse($"https://{before}:{password}@{after}").TokenUri.UserInfo);
            }
            catch (GenesysException refused)
            {
                AssertIsTheOne(refused);
                Assert.DoesNotContain(password, Secrecy.AllText(refused), StringComparison.Ordinal);
            }
        },
        iter: 2000);

    private static GenesysEnvironment? Read(string name, HostLayout layout, CultureInfo culture)
    {
        try
        {
            return Outside.In(culture, () => GenesysEnvironment.Parse(name, layout));
        }
        catch (GenesysException refused)
        {
            AssertIsTheOne(refused);
            return null;
        }
    }

    private static void AssertIsTheOne(GenesysException refused)
    {
        Assert.Equal(ErrorId.InvalidEnvironment, refused.ErrorId);
        Assert.NotEmpty(refused.Remedy);
        Secrecy.AssertPrintable(refused);
    }
}
