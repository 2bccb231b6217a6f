namespace GenesysGuest.Http;

/// <summary>Sends requests to loopback addresses directly, and all others through the network handler, so that no proxy sees a token that is sent to this computer.</summary>
/// <param name="direct">Uses no proxy.</param>
/// <param name="network">Uses a proxy, if there is one.</param>
internal sealed class DirectLoopback(HttpMessageHandler direct, HttpMessageHandler network) : HttpMessageHandler
{
    private readonly HttpMessageInvoker _direct = new(direct);
    private readonly HttpMessageInvoker _network = new(network);

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        (request.RequestUri is { IsLoopback: true } ? _direct : _network).SendAsync(request, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _direct.Dispose();
            _network.Dispose();
        }

        base.Dispose(disposing);
    }
}
