using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace GenesysGuest;

/// <summary>Runs the pipelines of an unattended import: the same commands that a person would type.</summary>
/// <param name="cmdlet">The import cmdlet.</param>
/// <param name="engine">The name of the cmdlet that processes each row.</param>
/// <param name="passed">Its parameters, except the journal and the connection.</param>
internal sealed class ImportPipeline(ImportCmdlet cmdlet, string engine, IDictionary passed)
{
    private const string Utility = "Microsoft.PowerShell.Utility";
    private const string SummaryVariable = "GenesysGuestImportSummary";

    private NestedPipeline? _running;

    /// <summary>Signs in if no connection can be used.</summary>
    /// <returns>The connection.</returns>
    /// <exception cref="GenesysException">The sign-in failed.</exception>
    public SignedIn SignIn()
    {
        Connection? before = RunspaceSession.Current;
        bool isExplicit = cmdlet.Environment is not null || cmdlet.Credential is not null;
        if ((cmdlet.Connection ?? (isExplicit ? null : before)) is { } existing)
        {
            return new SignedIn(existing, isOwned: false, before);
        }

        Connection? opened = null;
        using NestedPipeline pipeline = Pipeline(output: item => opened = (Connection)item.BaseObject, error: _ => { }, warning: cmdlet.WriteWarning);
        Hashtable parameters = [];
        AddIfSet(parameters, nameof(cmdlet.Environment), cmdlet.Environment);
        AddIfSet(parameters, nameof(cmdlet.Credential), cmdlet.Credential);
        pipeline.Add("GenesysGuest\\Connect-GenesysGuest", parameters);
        if (Run(pipeline) is { } end)
        {
            throw end as GenesysException ?? new SignInException(ErrorId.NotConnected, end.Message, "See the help for Connect-GenesysGuest.");
        }

        return new SignedIn(opened!, isOwned: true, before);
    }

    /// <summary>Imports a file.</summary>
    /// <param name="file">The file, which receives the outcomes.</param>
    /// <param name="connection">The connection.</param>
    /// <returns>The error that ended the import of the file, or null if it was completed.</returns>
    public GenesysException? Import(FileImport file, Connection connection)
    {
        using NestedPipeline pipeline = Pipeline(
            output: item => file.AddResult(CellsOf(item)), error: record => AddError(file, record), warning: file.AddWarning);
        AddEngine(pipeline, file.Input, file.JournalPath, new Hashtable { ["Connection"] = connection, ["Confirm"] = false, ["ErrorAction"] = ActionPreference.Continue, [nameof(ProvisioningCmdlet.SummaryVariable)] = SummaryVariable });
        Exception? end = Run(pipeline);
        file.Summary = LanguagePrimitives.ConvertTo(cmdlet.SessionState.PSVariable.GetValue(SummaryVariable), typeof(ProvisioningSummary), CultureInfo.InvariantCulture) as ProvisioningSummary;
        cmdlet.SessionState.PSVariable.Remove(SummaryVariable);
        return end is null ? null : end as GenesysException ?? FileImport.Unreadable(end, cmdlet.InvalidRow);
    }

    /// <summary>Shows what an import of a file would do. Problems become warnings, so that the other files are checked too.</summary>
    /// <param name="input">The file.</param>
    /// <param name="journalPath">Its journal.</param>
    public void Check(string input, string journalPath)
    {
        using NestedPipeline pipeline = Pipeline(output: _ => { }, error: record => cmdlet.WriteWarning(record.ToString()), warning: cmdlet.WriteWarning);
        AddEngine(pipeline, input, journalPath, new Hashtable { ["WhatIf"] = true, ["ErrorAction"] = ActionPreference.Continue });
        if (Run(pipeline) is { } end)
        {
            GenesysException error = end as GenesysException ?? FileImport.Unreadable(end, cmdlet.InvalidRow);
            cmdlet.WriteWarning($"{error.Message} {error.Remedy}{LineToType.For(error)}");
        }
    }

    /// <summary>Counts the rows of a file.</summary>
    /// <param name="input">The file.</param>
    /// <returns>The number of rows, or 0 if the file cannot be read.</returns>
    public long CountRows(string input)
    {
        long rows = 0;
        using NestedPipeline pipeline = Pipeline(output: _ => rows++, error: _ => { }, warning: _ => { });
        AddReader(pipeline, input);
        return Run(pipeline) is null ? rows : 0;
    }

    /// <summary>Stops the running pipeline. Can be called from any thread.</summary>
    public void Stop() => _running?.Stop();

    private Exception? Run(NestedPipeline pipeline)
    {
        _running = pipeline;
        try
        {
            pipeline.Run();
            return null;
        }
        catch (PipelineStoppedException)
        {
            throw;
        }
        catch (RuntimeException exception)
        {
            return exception.ErrorRecord?.Exception is { } inner and not ParentContainsErrorRecordException ? inner : exception.InnerException ?? exception;
        }
        catch (GenesysException fault)
        {
            return fault; // the results cannot be written
        }
        finally
        {
            _running = null;
        }
    }

    private NestedPipeline Pipeline(Action<PSObject> output, Action<ErrorRecord> error, Action<string> warning) => new()
    {
        Output = output,
        Error = error,
        Warning = warning,
        Verbose = cmdlet.WriteVerbose,
        Information = cmdlet.WriteInformation,
    };

    private void AddEngine(NestedPipeline pipeline, string input, string journalPath, Hashtable parameters)
    {
        foreach (DictionaryEntry entry in passed)
        {
            parameters[entry.Key] = entry.Value;
        }

        parameters["JournalPath"] = journalPath;
        AddIfSet(parameters, "Verbose", cmdlet.MyInvocation.BoundParameters.TryGetValue("Verbose", out object? verbose) ? verbose : null);
        AddReader(pipeline, input);
        pipeline.Add($"GenesysGuest\\{engine}", parameters);
    }

    private void AddReader(NestedPipeline pipeline, string input) =>
        pipeline.Add($"{Utility}\\Import-Csv", new Hashtable { ["LiteralPath"] = input, ["Delimiter"] = cmdlet.Delimiter, ["Encoding"] = cmdlet.Encoding, ["ErrorAction"] = ActionPreference.Stop });

    private static void AddError(FileImport file, ErrorRecord record)
    {
        if (record.Exception is ProvisioningException error)
        {
            file.AddError(error, record.ErrorDetails?.RecommendedAction ?? error.Remedy, record.TargetObject is { } row ? CellsOf(PSObject.AsPSObject(row)) : []);
        }
        else
        {
            file.AddWarning(record.ToString());
        }
    }

    private static List<KeyValuePair<string, object?>> CellsOf(PSObject item) => [.. item.Properties.Select(property => new KeyValuePair<string, object?>(property.Name, property.Value))];

    private static void AddIfSet(Hashtable parameters, string name, object? value)
    {
        if (value is not null)
        {
            parameters[name] = value;
        }
    }
}
