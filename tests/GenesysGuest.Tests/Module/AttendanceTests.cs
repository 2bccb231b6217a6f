namespace GenesysGuest.Tests.Modules;

/// <summary>Where nobody can give consent, nobody is waited for.</summary>
public sealed class AttendanceTests
{
    [Theory]
    [InlineData("-NonInteractive")]
    [InlineData("-noninteractive", "-Command", "x")]
    [InlineData("-NoLogo", "-NoProfile", "-NonI", "-File", "x.ps1")]
    [InlineData("-ExecutionPolicy", "Bypass", "-NonInteractive", "-Command", "x")]
    [InlineData("-ep", "Bypass", "-NonInteractive")]
    [InlineData("-InputFormat", "Text", "-nonint", "-c", "x")]
    [InlineData("-WorkingDirectory", "/tmp", "--noninteractive", "x.ps1")]
    [InlineData("/NoProfile", "/NonInteractive")]
    public void A_PowerShell_that_was_started_with_NonInteractive_has_nobody(params string[] arguments) =>
        Assert.Contains("-NonInteractive", Of(["pwsh", .. arguments]).WhyUnattended(), StringComparison.Ordinal);

    [Theory]
    [InlineData]
    [InlineData("-NoLogo", "-NoProfile", "-NoExit")]
    [InlineData("x.ps1", "-NonInteractive")]
    [InlineData("/home/ada/x.ps1", "-NonInteractive")]
    [InlineData("-NoProfile", "x.ps1", "-NonInteractive")]
    [InlineData("-NoProfile", "-File", "x.ps1", "-NonInteractive")]
    [InlineData("-c", "pwsh", "-NonInteractive")]
    [InlineData("-Command", "x", "-NonInteractive")]
    [InlineData("-EncodedCommand", "AAAA", "-NonInteractive")]
    public void One_that_was_not_may_have_somebody(params string[] arguments) => Assert.Null(Of(["pwsh", .. arguments]).WhyUnattended());

    [Fact]
    public void An_editor_that_starts_its_own_with_it_has_somebody() =>
        Assert.Null((Of(["pwsh", "-NonInteractive"]) with { HostName = "Visual Studio Code Host" }).WhyUnattended());

    [Theory]
    [InlineData("CI", "true")]
    [InlineData("CI", "1")]
    [InlineData("TF_BUILD", "True")]
    [InlineData("JENKINS_URL", "https://jenkins.example.com")]
    [InlineData("TEAMCITY_VERSION", "2025.1")]
    public void A_build_machine_without_a_terminal_has_nobody(string variable, string value) => Assert.Contains(
        variable, (Of(["pwsh"], (variable, value)) with { IsInputRedirected = true }).WhyUnattended(), StringComparison.Ordinal);

    [Theory]
    [InlineData("CI", "true", false)]
    [InlineData("CI", "false", true)]
    [InlineData("CI", "0", true)]
    [InlineData("CI", "", true)]
    [InlineData("USER", "ada", true)]
    public void A_terminal_has_somebody_and_so_has_input_from_a_file(string variable, string value, bool isInputRedirected) =>
        Assert.Null((Of(["pwsh"], (variable, value)) with { IsInputRedirected = isInputRedirected }).WhyUnattended());

    [Fact]
    public void A_service_has_nobody() => Assert.Contains("background", (Of(["pwsh"]) with { IsUserInteractive = false }).WhyUnattended(), StringComparison.Ordinal);

    [Fact]
    public void A_program_that_hosts_PowerShell_may_have_somebody() => Assert.Null((Of(["app"]) with { HostName = "Default Host" }).WhyUnattended());

    [Fact]
    public void The_error_names_every_other_way()
    {
        SignInException error = Assert.Throws<SignInException>(Of(["pwsh", "-NonInteractive"]).Demand);

        Assert.Equal(ErrorId.InteractionNotPossible, error.ErrorId);
        Assert.All(
            (string[])["-Credential", "-RefreshToken", "Get-GenesysAuthorizationUrl", "-CallbackUri", "GENESYSCLOUD_OAUTHCLIENT_SECRET", "-NoBrowser"],
            way => Assert.Contains(way, error.Remedy, StringComparison.Ordinal));
    }

    [Fact]
    public void Where_somebody_may_be_nothing_is_refused() => Of(["pwsh"]).Demand();

    private static Attendance Of(string[] commandLine, params (string Name, string Value)[] variables) => new(
        "ConsoleHost", commandLine, IsUserInteractive: true, IsInputRedirected: false,
        name => variables.FirstOrDefault(variable => string.Equals(variable.Name, name, StringComparison.Ordinal)).Value);
}
