using System.Diagnostics;
using System.Text.Json;
using GenesysGuest.Tests.Browser;

namespace GenesysGuest.Tests.Sdk;

/// <summary>Calls of the vendor's SDK, made one after the other in a Node.js of their own.</summary>
internal static class SdkRun
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    /// <summary>Makes the calls.</summary>
    /// <param name="server">The gateway that stands for all of the SDK's hosts; null: none does.</param>
    /// <param name="calls">The name of each, as calls.mjs has it, and what it is called with.</param>
    /// <returns>What came of each.</returns>
    public static async Task<IReadOnlyList<SdkAnswer>> CallAsync(Uri? server, params object[][] calls)
    {
        ProcessStartInfo start = new(Programs.Node!, ["calls.mjs"])
        {
            WorkingDirectory = VendorSdk.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment["HOME"] = start.Environment["USERPROFILE"] = VendorSdk.Folder; // the SDK reads a configuration from there
        start.Environment["NO_PROXY"] = start.Environment["no_proxy"] = "*";
        using CancellationTokenSource limit = new(Limit);
        using Process node = Process.Start(start)!;
        try
        {
            Task<string> output = node.StandardOutput.ReadToEndAsync(limit.Token);
            Task<string> errors = node.StandardError.ReadToEndAsync(limit.Token);
            await node.StandardInput.WriteAsync(JsonSerializer.Serialize(new { server, calls }).AsMemory(), limit.Token);
            node.StandardInput.Close();
            await node.WaitForExitAsync(limit.Token);
            Assert.True(node.ExitCode == 0, await errors);
            return [.. JsonElement.Parse(await output).EnumerateArray().Select(answer => new SdkAnswer(answer.GetProperty("isError").GetBoolean(), answer.GetProperty("value")))];
        }
        finally
        {
            if (!node.HasExited)
            {
                node.Kill(entireProcessTree: true);
            }
        }
    }
}
