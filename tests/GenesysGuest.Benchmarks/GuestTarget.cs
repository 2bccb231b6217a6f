using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenesysGuest.Benchmarks;

/// <summary>Guests: one a request.</summary>
internal sealed class GuestTarget : Target
{
    public override string Noun => "guest";

    public override int RowsPerRequest => 1;

    public override async Task<(Provisioner Provisioner, IAsyncEnumerable<ProvisioningOutcome> Outcomes)> OpenAsync(
        SandboxProcess sandbox, Connection connection, ProvisioningOptions options, long rows)
    {
        GuestProvisioner provisioner = await GuestProvisioner.OpenAsync(connection, options);
        return (provisioner, provisioner.RunAsync(Sides.Numbers(rows).Select(Row)));
    }

    public override Task<HttpResponseMessage> PostAsync(HttpClient http, SandboxProcess sandbox, long first, int count, CancellationToken stop)
    {
        BareRequest guest = new($"Guest {first}", $"guest{first}@example.com", new(StringComparer.Ordinal) { ["tier"] = "gold", ["locale"] = "en-US" });
        return http.PostAsJsonAsync(sandbox.GuestsUri, guest, BareGuestJson.Default.BareRequest, stop);
    }

    public override async Task CheckAsync(HttpResponseMessage answer, long first, int count, CancellationToken stop)
    {
        BareGuest? created = await answer.Content.ReadFromJsonAsync(BareGuestJson.Default.BareGuest, stop);
        _ = created?.Token ?? throw new InvalidOperationException("The answer holds no token.");
    }

    private static GuestRow Row(long number) => new(number, new GuestRequest(
        $"Guest {number}", $"guest{number}@example.com", new Dictionary<string, string>(StringComparer.Ordinal) { ["tier"] = "gold", ["locale"] = "en-US" }));
}

internal sealed record BareRequest(string Name, string Email, Dictionary<string, string> CustomAttributes);

internal sealed record BareGuest(string Id, string Name, string Email, string Token, DateTimeOffset CreatedDate, DateTimeOffset UpdatedDate, string SelfUri);

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(BareRequest))]
[JsonSerializable(typeof(BareGuest))]
internal sealed partial class BareGuestJson : JsonSerializerContext;
