namespace GenesysGuest.Tests.Core;

/// <summary>What was not given is taken from the variables of the vendor's command-line tool.</summary>
public sealed class EnvironmentVariablesTests
{
    [Fact]
    public void A_given_environment_wins_over_the_variable()
    {
        GenesysEnvironment given = GenesysEnvironment.Parse("mypurecloud.ie");

        Assert.Same(given, With(("GENESYSCLOUD_REGION", "us-west-2")).Environment(given));
    }

    [Fact]
    public void The_region_variable_names_the_environment() =>
        Assert.Equal("usw2.pure.cloud", With(("GENESYSCLOUD_REGION", " us-west-2 ")).Environment(given: null).Name);

    [Theory]
    [InlineData(null)]
    [InlineData("  ")]
    public void Without_either_there_is_no_environment(string? value)
    {
        GenesysException error = Assert.Throws<GenesysException>(() => With(("GENESYSCLOUD_REGION", value)).Environment(given: null));

        Assert.Equal((ErrorId.InvalidEnvironment, NextStep.NameEnvironment), (error.ErrorId, error.NextStep));
    }

    [Fact]
    public void A_given_client_id_wins_over_the_variable() => Assert.Equal("given", With(("GENESYSCLOUD_OAUTHCLIENT_ID", "other")).ClientId("given"));

    [Fact]
    public void The_variable_names_the_client() => Assert.Equal("client", With(("GENESYSCLOUD_OAUTHCLIENT_ID", "client")).ClientId(clientId: null));

    [Fact]
    public void Without_either_there_is_no_client() => Assert.Throws<ArgumentException>(() => With().ClientId(clientId: null));

    [Fact]
    public void The_variable_holds_the_secret() => Assert.Equal("s3cret", With(("GENESYSCLOUD_OAUTHCLIENT_SECRET", "s3cret")).ClientSecret);

    [Fact]
    public void A_blank_secret_is_none() => Assert.Null(With(("GENESYSCLOUD_OAUTHCLIENT_SECRET", " ")).ClientSecret);

    [Fact]
    public void The_variable_holds_an_access_token() => Assert.Equal("t0ken", With(("GENESYSCLOUD_ACCESS_TOKEN", " t0ken\n")).AccessToken);

    [Fact]
    public void As_text_they_say_what_is_set_and_not_the_secrets() => Assert.Equal(
        "GENESYSCLOUD_REGION=us-west-2, GENESYSCLOUD_OAUTHCLIENT_SECRET=(set), GENESYSCLOUD_ACCESS_TOKEN=(set)",
        With(("GENESYSCLOUD_REGION", "us-west-2"), ("GENESYSCLOUD_OAUTHCLIENT_SECRET", "s3cret"), ("GENESYSCLOUD_ACCESS_TOKEN", "t0ken")).ToString());

    [Fact]
    public void As_text_they_say_that_none_is_set() => Assert.Equal("No variable is set", With().ToString());

    private static EnvironmentVariables With(params (string Name, string? Value)[] variables) =>
        new(name => variables.FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.Ordinal)).Value);
}
