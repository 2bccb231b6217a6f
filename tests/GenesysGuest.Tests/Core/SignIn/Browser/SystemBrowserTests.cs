using System.Runtime.Versioning;
using GenesysGuest.SignIn.Browser;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.SignIn.Browser;

public sealed class SystemBrowserTests
{
    private const string Rundll = "/mnt/c/Windows/System32/rundll32.exe";

    private static readonly Uri Address = new("https://login.usw2.pure.cloud/oauth/authorize?client_id=a%20b&state=5ec7e7&x='$(id)`;|&y=\"z\"");

    [Fact]
    public void Windows_opens_the_address_itself()
    {
        Machine machine = new(BrowserPlatform.Windows);

        Assert.True(machine.TryOpen(out string? reason));
        Assert.Null(reason);
        Assert.Equal([Address.AbsoluteUri], machine.Started);
    }

    [Fact]
    public void On_macOS_open_is_given_the_address_as_its_only_argument()
    {
        Machine machine = new(BrowserPlatform.MacOS);

        Assert.True(machine.TryOpen(out _));
        Assert.Equal(["/usr/bin/open", Address.AbsoluteUri], machine.Started);
    }

    [Theory]
    [InlineData("DISPLAY", ":0")]
    [InlineData("WAYLAND_DISPLAY", "wayland-0")]
    public void On_Linux_xdg_open_is_found_on_the_path_and_given_the_address_as_its_only_argument(string variable, string value)
    {
        Machine machine = new(BrowserPlatform.Linux, (variable, value), ("PATH", "/usr/local/bin:/usr/bin")) { Files = { "/usr/bin/xdg-open" } };

        Assert.True(machine.TryOpen(out _));
        Assert.Equal(["/usr/bin/xdg-open", Address.AbsoluteUri], machine.Started);
    }

    [Fact]
    public void A_program_in_the_current_directory_is_not_run()
    {
        Machine machine = new(BrowserPlatform.Linux, ("DISPLAY", ":0"), ("PATH", ".::bin")) { Files = { "./xdg-open", "/xdg-open", "bin/xdg-open", "xdg-open" } };

        Assert.False(machine.TryOpen(out string? reason));
        Assert.Contains("xdg-open", reason, StringComparison.Ordinal);
        Assert.Empty(machine.Started);
    }

    [Fact]
    public void In_WSL_wslview_is_preferred()
    {
        Machine machine = new(BrowserPlatform.Wsl, ("PATH", "/usr/bin")) { Files = { "/usr/bin/wslview", Rundll, "/usr/bin/xdg-open" } };

        Assert.True(machine.TryOpen(out _));
        Assert.Equal(["/usr/bin/wslview", Address.AbsoluteUri], machine.Started);
    }

    [Fact]
    public void In_WSL_without_wslview_Windows_own_handler_is_used()
    {
        Machine machine = new(BrowserPlatform.Wsl, ("PATH", "/usr/bin")) { Files = { Rundll, "/usr/bin/xdg-open" } };

        Assert.True(machine.TryOpen(out _));
        Assert.Equal([Rundll, "url.dll,FileProtocolHandler", Address.AbsoluteUri], machine.Started);
    }

    [Theory]
    [InlineData("firefox", "/usr/bin/firefox", "{0}")]
    [InlineData("/opt/chrome --new-window", "/opt/chrome", "--new-window", "{0}")]
    [InlineData("/opt/chrome --app=%s --zoom=100%%", "/opt/chrome", "--app={0}", "--zoom=100%")]
    [InlineData("nowhere:./firefox:bin/firefox::firefox", "/usr/bin/firefox", "{0}")]
    public void A_browser_that_the_user_names_comes_first(string named, params string[] started)
    {
        Machine machine = new(BrowserPlatform.Linux, ("BROWSER", named), ("DISPLAY", ":0"), ("PATH", "/usr/bin"))
        {
            Files = { "/usr/bin/firefox", "/opt/chrome", "/usr/bin/xdg-open", "./firefox", "bin/firefox", "/usr/bin/bin/firefox" },
        };

        Assert.True(machine.TryOpen(out _));
        Assert.Equal(started.Select(word => word.Replace("{0}", Address.AbsoluteUri, StringComparison.Ordinal)), machine.Started);
    }

    [Fact]
    public void A_browser_that_the_user_names_is_started_where_no_other_would_be()
    {
        Machine machine = new(BrowserPlatform.Linux, ("BROWSER", "/remote/browser.sh"), ("SSH_CONNECTION", "192.0.2.1")) { Files = { "/remote/browser.sh", "/.dockerenv" } };

        Assert.True(machine.TryOpen(out _));
        Assert.Equal(["/remote/browser.sh", Address.AbsoluteUri], machine.Started);
    }

    [Fact]
    public void If_none_that_the_user_names_is_there_the_systems_is_used()
    {
        Machine machine = new(BrowserPlatform.Linux, ("BROWSER", "nowhere:/not/there"), ("DISPLAY", ":0"), ("PATH", "/usr/bin")) { Files = { "/usr/bin/xdg-open" } };

        Assert.True(machine.TryOpen(out _));
        Assert.Equal(["/usr/bin/xdg-open", Address.AbsoluteUri], machine.Started);
    }

    [Fact]
    public void On_Windows_the_variable_means_nothing()
    {
        Machine machine = new(BrowserPlatform.Windows, ("BROWSER", "/opt/chrome")) { Files = { "/opt/chrome" } };

        Assert.True(machine.TryOpen(out _));
        Assert.Equal([Address.AbsoluteUri], machine.Started);
    }

    [Theory]
    [InlineData("Ubuntu", "Linux version 6.1.0 (gcc)", true)]
    [InlineData(null, "Linux version 5.15.153.1-microsoft-standard-WSL2", true)]
    [InlineData(null, "Linux version 4.4.0-19041-Microsoft (Microsoft@Microsoft.com)", true)]
    [InlineData(null, "Linux version 6.1.0 (gcc)", false)]
    [InlineData("", "", false)]
    public void WSL_is_recognized(string? distribution, string kernel, bool expected) =>
        Assert.Equal(expected ? BrowserPlatform.Wsl : BrowserPlatform.Linux, BrowserSurroundings.LinuxPlatform(_ => distribution, kernel));

    [Theory]
    [InlineData((int)BrowserPlatform.Windows, "SSH_CONNECTION")]
    [InlineData((int)BrowserPlatform.MacOS, "SSH_TTY")]
    [InlineData((int)BrowserPlatform.Linux, "SSH_CONNECTION")]
    [InlineData((int)BrowserPlatform.Linux, "SSH_TTY")]
    [InlineData((int)BrowserPlatform.Wsl, "SSH_CONNECTION")]
    public void In_an_SSH_session_nothing_is_opened(int platform, string variable) =>
        AssertNotOpened(new Machine((BrowserPlatform)platform, (variable, "192.0.2.1")) { Files = { Rundll } }, "SSH");

    [Fact]
    public void An_SSH_session_with_a_forwarded_display_has_a_browser()
    {
        Machine machine = new(BrowserPlatform.Linux, ("SSH_TTY", "/dev/pts/0"), ("DISPLAY", "localhost:10.0"), ("PATH", "/usr/bin")) { Files = { "/usr/bin/xdg-open" } };

        Assert.True(machine.TryOpen(out _));
    }

    [Theory]
    [InlineData("/.dockerenv")]
    [InlineData("/run/.containerenv")]
    public void In_a_container_nothing_is_opened(string mark) =>
        AssertNotOpened(new Machine(BrowserPlatform.Wsl, ("DISPLAY", ":0"), ("PATH", "/usr/bin")) { Files = { mark, Rundll, "/usr/bin/xdg-open" } }, "container");

    [Fact]
    public void In_Kubernetes_nothing_is_opened() =>
        AssertNotOpened(new Machine(BrowserPlatform.Windows, ("KUBERNETES_SERVICE_HOST", "192.0.2.1")), "container");

    [Fact]
    public void Without_a_display_nothing_is_opened() =>
        AssertNotOpened(new Machine(BrowserPlatform.Linux, ("DISPLAY", ""), ("PATH", "/usr/bin")) { Files = { "/usr/bin/xdg-open" } }, "No display");

    [Fact]
    public void In_the_background_nothing_is_opened() => AssertNotOpened(new Machine(BrowserPlatform.Windows) { IsInteractive = false }, "background");

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("javascript:alert(1)")]
    [InlineData("ms-settings:privacy")]
    [InlineData("/etc/passwd")]
    public void Only_web_addresses_are_opened(string address)
    {
        Machine machine = new(BrowserPlatform.Windows);

        Assert.False(SystemBrowser.TryOpen(new Uri(address, UriKind.RelativeOrAbsolute), machine.Surroundings, out string? reason));
        Assert.Contains("http", reason, StringComparison.Ordinal);
        Assert.Empty(machine.Started);
    }

    [Fact]
    public void A_browser_that_does_not_start_is_told_without_the_address()
    {
        Machine machine = new(BrowserPlatform.MacOS) { Starts = false };

        Assert.False(machine.TryOpen(out string? reason));
        Assert.Contains("/usr/bin/open", reason, StringComparison.Ordinal);
        Assert.DoesNotContain("5ec7e7", reason, StringComparison.Ordinal);
    }

    [UnixFact]
    public void A_program_that_is_not_there_is_not_started() => Assert.False(BrowserSurroundings.Real.Start("/nowhere/xdg-open", ["https://example.com/"]));

    [UnixFact]
    [UnsupportedOSPlatform("windows")]
    public async Task A_started_program_gets_the_address_unchanged_and_no_input_and_may_write_as_much_as_it_likes()
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory();
        try
        {
            string script = Path.Combine(folder.FullName, "browser");
            await File.WriteAllTextAsync(
                script, "#!/bin/sh\ncat\nhead -c 300000 /dev/zero >&2\nhead -c 300000 /dev/zero\nprintf '%s|' \"$@\" > \"$0.part\"\nmv \"$0.part\" \"$0.done\"\n");
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            TaskCompletionSource done = new();
            using FileSystemWatcher watcher = new(folder.FullName, "*.done");
            watcher.Renamed += (_, _) => done.TrySetResult();
            watcher.EnableRaisingEvents = true;

            Assert.True(BrowserSurroundings.Real.Start(script, ["one", Address.AbsoluteUri]));
            await done.Task.WaitAsync(TimeSpan.FromSeconds(60));

            Assert.Equal($"one|{Address.AbsoluteUri}|", await File.ReadAllTextAsync(script + ".done"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AssertNotOpened(Machine machine, string because)
    {
        Assert.False(machine.TryOpen(out string? reason));
        Assert.Contains(because, reason, StringComparison.Ordinal);
        Assert.Empty(machine.Started);
    }

    private sealed class Machine(BrowserPlatform platform, params (string Name, string Value)[] variables)
    {
        public HashSet<string> Files { get; } = new(StringComparer.Ordinal);

        public List<string> Started { get; } = [];

        public bool IsInteractive { get; init; } = true;

        public bool Starts { get; init; } = true;

        public BrowserSurroundings Surroundings => new(
            platform,
            IsInteractive,
            name => variables.FirstOrDefault(v => string.Equals(v.Name, name, StringComparison.Ordinal)).Value,
            Files.Contains,
            (program, arguments) =>
            {
                Started.AddRange([program, .. arguments]);
                return Starts;
            });

        public bool TryOpen(out string? reason) => SystemBrowser.TryOpen(Address, Surroundings, out reason);
    }
}
