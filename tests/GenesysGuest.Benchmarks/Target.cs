namespace GenesysGuest.Benchmarks;

/// <summary>What rows become, as both sides of a comparison know it.</summary>
internal abstract class Target
{
    public static Target Guests { get; } = new GuestTarget();

    public static Target Contacts { get; } = new ContactTarget();

    /// <summary>One of them, as the sandbox counts it.</summary>
    public abstract string Noun { get; }

    /// <summary>How many rows a full request carries.</summary>
    public abstract int RowsPerRequest { get; }

    /// <summary>The library's side, which has not begun.</summary>
    /// <param name="sandbox">The server.</param>
    /// <param name="connection">A connection to it.</param>
    /// <param name="options">How.</param>
    /// <param name="rows">How many.</param>
    /// <returns>What to dispose of, and what comes out.</returns>
    public abstract Task<(Provisioner Provisioner, IAsyncEnumerable<ProvisioningOutcome> Outcomes)> OpenAsync(
        SandboxProcess sandbox, Connection connection, ProvisioningOptions options, long rows);

    /// <summary>Sends one request without the library.</summary>
    /// <param name="http">What sends it.</param>
    /// <param name="sandbox">The server.</param>
    /// <param name="first">The number of its first row.</param>
    /// <param name="count">How many rows it carries.</param>
    /// <param name="stop">Ends the sending.</param>
    /// <returns>The answer, whatever it says.</returns>
    public abstract Task<HttpResponseMessage> PostAsync(HttpClient http, SandboxProcess sandbox, long first, int count, CancellationToken stop);

    /// <summary>Reads an answer, and throws if it does not hold what was asked for.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="first">The number of the first row.</param>
    /// <param name="count">How many rows were sent.</param>
    /// <param name="stop">Ends the reading.</param>
    public abstract Task CheckAsync(HttpResponseMessage answer, long first, int count, CancellationToken stop);
}
