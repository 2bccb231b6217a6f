namespace GenesysGuest.Simulation;

/// <summary>What the rows of a job become: how they are handed to the engine, what the service does with them, and what must be true of them in the end.</summary>
internal interface ITarget
{
    /// <summary>The noun.</summary>
    string Kind { get; }

    /// <summary>The rows, as they stand in the file.</summary>
    IReadOnlyList<ProvisioningRow> Rows { get; }

    /// <summary>How many the service made.</summary>
    int Made { get; }

    /// <summary>Whether a request that was not answered is sent again: then nothing is ever unknown.</summary>
    bool SettlesItself { get; }

    /// <summary>Opens a provisioner.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="options">How.</param>
    /// <returns>The provisioner.</returns>
    Task<Provisioner> OpenAsync(Connection connection, ProvisioningOptions options);

    /// <summary>Hands rows to a provisioner of this target.</summary>
    /// <param name="provisioner">The provisioner.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The outcomes.</returns>
    IAsyncEnumerable<ProvisioningOutcome> RunAsync(Provisioner provisioner, IEnumerable<ProvisioningRow> rows, CancellationToken cancellationToken);

    /// <summary>Reads what a request carries.</summary>
    /// <param name="body">Its body.</param>
    /// <returns>The rows.</returns>
    IReadOnlyList<SentRow> Read(byte[] body);

    /// <summary>Has the service act on a request.</summary>
    /// <param name="sending">The request.</param>
    /// <param name="answer">The answer, which gets a body.</param>
    void Act(Sending sending, Answer answer);

    /// <summary>By what a row is recognized.</summary>
    /// <param name="row">The row.</param>
    /// <returns>The same for the same content.</returns>
    string IdentityOf(ProvisioningRow row);

    /// <summary>What a row became, whichever row it was.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <returns>Equal to what comes again from a journal; null: nothing.</returns>
    object? ResultOf(ProvisioningOutcome outcome);

    /// <summary>Whether the service refuses a row whenever it comes.</summary>
    /// <param name="row">The row.</param>
    /// <returns>Then no run has to make anything of it.</returns>
    bool IsHopeless(ProvisioningRow row);

    /// <summary>Checks what must be true of these rows and of no others.</summary>
    /// <param name="job">The job.</param>
    /// <exception cref="ViolationException">Something is not as it must be.</exception>
    void Check(Job job);
}
