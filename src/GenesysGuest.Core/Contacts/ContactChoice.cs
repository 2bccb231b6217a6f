namespace GenesysGuest;

/// <summary>The settings for all contacts of a run, by name.</summary>
/// <param name="ExternalSource">The name or id of the external source, or null for none.</param>
/// <param name="Schema">The name or id of the schema of the custom fields, or null for none.</param>
/// <param name="DivisionId">The id of the division for new contacts, or null to use the default of the service.</param>
/// <param name="IsDryRun">Whether the service only validates the contacts.</param>
public sealed record ContactChoice(string? ExternalSource, string? Schema, string? DivisionId = null, bool IsDryRun = false)
{
    /// <summary>Looks up the names in the service.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="log">Receives retries. It is called from any thread.</param>
    /// <param name="cancellationToken">Cancels the requests.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="GenesysException"><see cref="ErrorId.ContactSettingInvalid"/>, or a request was refused.</exception>
    public async Task<ContactSettings> FindAsync(Connection connection, Action<Diagnostic>? log = null, CancellationToken cancellationToken = default) => new()
    {
        ExternalSourceId = ExternalSource is null ? null : (await connection.FindExternalSourceAsync(ExternalSource, log, cancellationToken).ConfigureAwait(false)).Id,
        Schema = Schema is null ? null : await connection.FindContactSchemaAsync(Schema, log, cancellationToken).ConfigureAwait(false),
        DivisionId = DivisionId,
        IsDryRun = IsDryRun,
    };

    /// <summary>Returns the settings without looking up the names. They can be used to check rows, but not to send them.</summary>
    /// <returns>The settings. Every custom field is treated as text.</returns>
    public ContactSettings Unchecked() => new()
    {
        ExternalSourceId = ExternalSource,
        Schema = Schema is null ? null : new ContactSchema(Schema, Version: 0),
        DivisionId = DivisionId,
        IsDryRun = IsDryRun,
    };
}
