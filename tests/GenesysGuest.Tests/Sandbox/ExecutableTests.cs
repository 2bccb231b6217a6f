using System.Diagnostics;
using System.Net;
using System.Text.Json;
using GenesysGuest.Sandbox;

namespace GenesysGuest.Tests.Sandbox;

public class ExecutableTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task It_prints_one_line_answers_and_stops_with_its_input()
    {
        using Process process = Start("--auto-approve", "--rate-limit=0", "--client-id", "mine", "--fault", "status-503", "--stop-with-stdin");
        JsonElement ready = JsonElement.Parse((await process.StandardOutput.ReadLineAsync().WaitAsync(Limit))!);
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

        using HttpResponseMessage response = await http.PostAsync(new Uri(ready.GetProperty("guestsUri").GetString()!), content: null);
        JsonElement counts = JsonElement.Parse(await http.GetStringAsync(new Uri(ready.GetProperty("controlUri").GetString() + "counts")));
        process.StandardInput.Close();

        Assert.Equal("", await process.StandardOutput.ReadToEndAsync().WaitAsync(Limit));
        await process.WaitForExitAsync().WaitAsync(Limit);
        Assert.Equal(0, process.ExitCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(1, counts.GetProperty("faultsBefallen").GetInt32());
        Assert.Equal("mine", ready.GetProperty("clientId").GetString());
        Assert.Equal(process.Id, ready.GetProperty("processId").GetInt32());
        Assert.Equal("http://127.0.0.1:8765/callback", ready.GetProperty("redirectUri").GetString());
        string baseAddress = ready.GetProperty("baseAddress").GetString()!;
        Assert.Equal(baseAddress + "/api/v2/oauth/authorize", ready.GetProperty("authorizeUri").GetString());
        Assert.Equal(baseAddress + "/api/v2/oauth/token", ready.GetProperty("tokenUri").GetString());
    }

    [Fact]
    public async Task It_names_what_contacts_need_and_lets_them_go_wrong()
    {
        using Process process = Start("--contact-fault=status-503", "--item-fault", "status-409-retryable:2", "--item-fault=left-out", "--stop-with-stdin");
        JsonElement ready = JsonElement.Parse((await process.StandardOutput.ReadLineAsync().WaitAsync(Limit))!);
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });

        using HttpResponseMessage response = await http.PostAsync(new Uri(ready.GetProperty("contactsUri").GetString()!), content: null);
        JsonElement counts = JsonElement.Parse(await http.GetStringAsync(new Uri(ready.GetProperty("controlUri").GetString() + "counts")));
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Limit);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(3, counts.GetProperty("faultsPending").GetInt32());
        Assert.Equal((SandboxExternalSource.Default.Id, SandboxExternalSource.Default.Name, SandboxContactSchema.Default.Id), (
            ready.GetProperty("externalSourceId").GetString(), ready.GetProperty("externalSourceName").GetString(), ready.GetProperty("contactSchemaId").GetString()));
    }

    [Theory]
    [InlineData("--bogus", "--bogus")]
    [InlineData("--port", "--port needs a value")]
    [InlineData("--port=70000", "70000")]
    [InlineData("--auto-approve=yes", "takes no value")]
    [InlineData("--fault=nonsense", "nonsense")]
    [InlineData("--fault-rate=hang", "PROBABILITY")]
    [InlineData("--token-fault=missing-id", "missing-id")]
    [InlineData("--contact-fault=missing-id", "missing-id")]
    [InlineData("--item-fault=nonsense", "nonsense")]
    [InlineData("--item-fault=left-out:0", "0")]
    [InlineData("--redirect-uri=callback", "callback")]
    public async Task A_wrong_argument_is_named_and_exits_with_2(string argument, string named)
    {
        using Process process = Start(argument);

        string error = await process.StandardError.ReadToEndAsync().WaitAsync(Limit);
        await process.WaitForExitAsync().WaitAsync(Limit);

        Assert.Equal(2, process.ExitCode);
        Assert.Contains(named, error, StringComparison.Ordinal);
        Assert.Equal("", await process.StandardOutput.ReadToEndAsync());
    }

    [Fact]
    public async Task Help_names_every_option_and_fault()
    {
        using Process process = Start("--help");

        string help = await process.StandardOutput.ReadToEndAsync().WaitAsync(Limit);
        await process.WaitForExitAsync().WaitAsync(Limit);

        Assert.Equal(0, process.ExitCode);
        Assert.Contains("--any-loopback-port", help, StringComparison.Ordinal);
        Assert.Contains("left-out", help, StringComparison.Ordinal);
        Assert.Contains("reset-after-create", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_termination_signal_stops_it_in_good_order()
    {
        if (OperatingSystem.IsWindows())
        {
            // Windows has no such signal to send.
            return;
        }

        using Process process = Start();
        await process.StandardOutput.ReadLineAsync().WaitAsync(Limit);
        using Process kill = Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);

        await process.WaitForExitAsync().WaitAsync(Limit);

        Assert.Equal(0, process.ExitCode);
    }

    [Fact]
    public async Task Ctrl_C_in_its_terminal_leaves_one_alone_that_ends_with_its_parent()
    {
        if (OperatingSystem.IsWindows())
        {
            // Windows has no such signal to send.
            return;
        }

        using Process process = Start("--stop-with-stdin");
        JsonElement ready = JsonElement.Parse((await process.StandardOutput.ReadLineAsync().WaitAsync(Limit))!);
        using HttpClient http = new(new SocketsHttpHandler { UseProxy = false });
        using (Process kill = Process.Start("kill", ["-INT", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
        {
            await kill.WaitForExitAsync().WaitAsync(Limit);
        }

        string counts = await http.GetStringAsync(new Uri(ready.GetProperty("controlUri").GetString() + "counts"));
        process.StandardInput.Close();
        await process.WaitForExitAsync().WaitAsync(Limit);

        Assert.NotEmpty(counts);
        Assert.Equal(0, process.ExitCode);
    }

    private static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet", [Path.Combine(AppContext.BaseDirectory, "GenesysGuest.Sandbox.dll"), .. arguments])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["DOTNET_EnableDiagnostics"] = "0"; // a process that does not end by itself would leave its diagnostic files behind
        return Process.Start(start)!;
    }
}
