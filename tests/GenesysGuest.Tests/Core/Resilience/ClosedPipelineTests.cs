using GenesysGuest.Http;
using GenesysGuest.Resilience;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>Whoever sends for long ends with the connection.</summary>
public sealed class ClosedPipelineTests : IAuthorizationSource
{
    [Fact]
    public void A_pipeline_that_is_closed_tells_those_who_send_for_long()
    {
        RequestPipeline pipeline = new(Transport.Of(new ScriptedServer().Options), this, new Backoff(() => 0), TimeSpan.FromSeconds(180));
        CancellationToken closing = pipeline.Closing;
        Assert.False(closing.IsCancellationRequested);

        pipeline.Dispose();

        Assert.True(closing.IsCancellationRequested);
    }

    ValueTask<BearerToken> IAuthorizationSource.GetAsync(CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is sent.");

    ValueTask<BearerToken?> IAuthorizationSource.ReplaceAsync(BearerToken refused, CancellationToken cancellationToken) => throw new InvalidOperationException("Nothing is sent.");
}
