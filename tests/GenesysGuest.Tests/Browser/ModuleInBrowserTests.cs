using GenesysGuest.Sandbox;
using GenesysGuest.Tests.Modules;

namespace GenesysGuest.Tests.Browser;

/// <summary>The same through the module as it is laid out for users, in a PowerShell of its own.</summary>
[Collection(OneBrowser.Name)]
public sealed class ModuleInBrowserTests(BrowserFixture fixture)
{
    private const string Script = """
        $ErrorActionPreference = 'Stop'
        Import-Module $env:MODULE_UNDER_TEST
        try {
            Connect-GenesysGuest -Environment $env:SANDBOX -ClientId sandbox-client -RedirectUri http://127.0.0.1:0/callback -NoBrowser -NoProxy -TimeoutSec 30 |
                Format-List
        }
        catch {
            "Failed: $($_.FullyQualifiedErrorId)"
            exit 3
        }
        """;

    [BrowserFact]
    public async Task Allow_prints_a_connection()
    {
        (int exitCode, string output) = await SignInAsync("allow", "Response received - GenesysGuest");

        Assert.Matches(@"GrantType\s*:\s*AuthorizationCode", output);
        Assert.Matches(@"Scopes\s*:\s*webmessaging:guest:create externalusers:write", output);
        Assert.Equal(0, exitCode);
    }

    [BrowserFact]
    public async Task Deny_is_an_error_that_scripts_can_tell()
    {
        (int exitCode, string output) = await SignInAsync("deny", "Access was not granted - GenesysGuest");

        Assert.Contains("Failed: AuthorizationDenied,", output, StringComparison.Ordinal);
        Assert.Equal(3, exitCode);
    }

    private async Task<(int ExitCode, string Output)> SignInAsync(string button, string title)
    {
        string module = Repository.PathTo($"out/GenesysGuest/{typeof(Connection).Assembly.GetName().Version!.ToString(3)}/GenesysGuest.psd1");
        Assert.True(File.Exists(module), $"{module} is missing: build the solution, which lays the module out there.");
        Chromium chromium = fixture.Fresh();
        await using SandboxServer sandbox = await SandboxServer.StartAsync(
            new SandboxOptions { Clients = [SandboxClient.Public with { AnyLoopbackPort = true }] });
        using PowerShellRun powerShell = PowerShellRun.Start(Script, ("MODULE_UNDER_TEST", module), ("SANDBOX", sandbox.BaseAddress.AbsoluteUri));

        chromium.Open(new Uri(await powerShell.ReadLineAsync(sandbox.AuthorizeUri.AbsoluteUri)));
        chromium.Click(button);
        chromium.WaitForTitle(title);
        return await powerShell.EndAsync();
    }
}
