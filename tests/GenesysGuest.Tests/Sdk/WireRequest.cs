using System.Text.Json;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Sdk;

/// <summary>A request as far as it has a meaning for the server: the request line, two headers, and the fields of its body.</summary>
internal static class WireRequest
{
    /// <summary>What a request says, each part under a name.</summary>
    public static SortedDictionary<string, string> Read((string Head, string Body) request)
    {
        string[] lines = request.Head.Split("\r\n");
        SortedDictionary<string, string> said = new(StringComparer.Ordinal) { ["request line"] = lines[0] };
        foreach (string[] header in lines.Skip(1).Select(line => line.Split(": ", 2)).Where(header => header[0].ToUpperInvariant() is "AUTHORIZATION" or "CONTENT-TYPE"))
        {
            said[header[0].ToLowerInvariant()] = header[1];
        }

        IEnumerable<(string Name, string Value)> fields = request.Body.StartsWith('{')
            ? JsonElement.Parse(request.Body).EnumerateObject().Select(member => (member.Name, member.Value.GetRawText()))
            : request.Body.Split('&').Select(field => field.Split('=', 2)).Select(field => (field[0], Uri.UnescapeDataString(field[1].Replace('+', ' '))));
        foreach ((string name, string value) in fields)
        {
            said.Add($"field {name}", value);
        }

        return said;
    }

    /// <summary>Has the SDK and the module each send one request to the same server, and compares what they say.</summary>
    /// <param name="sdk">Calls of the SDK, of which the last sends a request.</param>
    /// <param name="ours">The same with the module, on the hosts that the SDK knows.</param>
    /// <param name="answer">The body of every answer.</param>
    /// <param name="allowed">In what the two may differ: all of it, and nothing else.</param>
    public static async Task AssertAlikeAsync(object[][] sdk, Func<GenesysEnvironment, ConnectionOptions, Task> ours, string answer, params Difference[] allowed)
    {
        await using RawServer server = RawServer.Answering(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {answer.Length}\r\nConnection: close\r\n\r\n{answer}");

        IReadOnlyList<SdkAnswer> told = await SdkRun.CallAsync(server.Address, sdk);
        await ours(GenesysEnvironment.Parse(server.Address.AbsoluteUri, HostLayout.Regional), new ConnectionOptions { UseProxy = false });

        Assert.DoesNotContain(told, call => call.IsError);
        Assert.Equal(2, server.Requests.Count);
        SortedDictionary<string, string> bySdk = Read(server.Requests[0]);
        SortedDictionary<string, string> byUs = Read(server.Requests[1]);
        Assert.Equal(
            allowed.Select(difference => (difference.What, difference.Sdk, difference.Ours)),
            from what in bySdk.Keys.Union(byUs.Keys).Order(StringComparer.Ordinal)
            let pair = (what, bySdk.GetValueOrDefault(what), byUs.GetValueOrDefault(what))
            where !string.Equals(pair.Item2, pair.Item3, StringComparison.Ordinal)
            select pair);
    }
}
