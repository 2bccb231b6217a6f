namespace GenesysGuest.Http;

/// <summary>Sends to this computer directly, and everywhere else as it is told: nothing for a loopback address, such as a token, is shown to a proxy.</summary>
/// <param name="direct">Uses no proxy.</param>
/// <param name="network">Uses one, if there is one.</param>
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
