namespace GenesysGuest;

/// <summary>What is to be the same for all contacts of a run, as a person names it.</summary>
/// <param name="ExternalSource">The external source: its name or id; null: none.</param>
/// <param name="Schema">The schema of custom fields: its name or id; null: none.</param>
/// <param name="DivisionId">The id of the division of new contacts; null: the service's own choice.</param>
/// <param name="IsDryRun">Whether the service only checks.</param>
public sealed record ContactChoice(string? ExternalSource, string? Schema, string? DivisionId = null, bool IsDryRun = false)
{
    /// <summary>Asks the service what the names mean.</summary>
    /// <param name="connection">The connection to ask with.</param>
    /// <param name="log">Told of retries; called from any thread.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ContactSettingInvalid"/>, or a request was refused.</exception>
    public async Task<ContactSettings> FindAsync(Connection connection, Action<Diagnostic>? log = null, CancellationToken cancellationToken = default) => new()
    {
        ExternalSourceId = ExternalSource is null ? null : (await connection.FindExternalSourceAsync(ExternalSource, log, cancellationToken).ConfigureAwait(false)).Id,
        Schema = Schema is null ? null : await connection.FindContactSchemaAsync(Schema, log, cancellationToken).ConfigureAwait(false),
        DivisionId = DivisionId,
        IsDryRun = IsDryRun,
    };

    /// <summary>The settings as they are named, without asking: good for checking rows, and not for sending them.</summary>
    /// <returns>The settings. Every custom field counts as text.</returns>
    public ContactSettings Unchecked() => new()
    {
        ExternalSourceId = ExternalSource,
        Schema = Schema is null ? null : new ContactSchema(Schema, Version: 0),
        DivisionId = DivisionId,
        IsDryRun = IsDryRun,
    };
}
