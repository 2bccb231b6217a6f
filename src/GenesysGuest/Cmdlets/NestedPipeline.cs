using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GenesysGuest;

/// <summary>Runs a pipeline of other cmdlets on the thread of a cmdlet, and reads its streams as items arrive.</summary>
internal sealed class NestedPipeline : IDisposable
{
    private readonly PowerShell _shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
    private readonly PSDataCollection<PSObject> _output = [];
    private Exception? _fault;

    /// <summary>Creates a pipeline without commands and without readers of its streams.</summary>
    public NestedPipeline()
    {
        Read(_output, item =>
        {
            if (item.BaseObject is WarningRecord warning)
            {
                Warning(warning.Message);
            }
            else
            {
                Output(item);
            }
        });
        Read(_shell.Streams.Error, item => Error(item));
        Read(_shell.Streams.Warning, item => Warning(item.Message));
        Read(_shell.Streams.Verbose, item => Verbose(item.Message));
        Read(_shell.Streams.Information, item => Information(item));
    }

    public Action<PSObject> Output { get; init; } = _ => { };

    public Action<ErrorRecord> Error { get; init; } = _ => { };

    public Action<string> Warning { get; init; } = _ => { };

    public Action<string> Verbose { get; init; } = _ => { };

    public Action<InformationRecord> Information { get; init; } = _ => { };

    /// <summary>Adds a command.</summary>
    /// <param name="name">The module-qualified name, so that no alias or function replaces the command.</param>
    /// <param name="parameters">The parameters of the command.</param>
    public void Add(string name, IDictionary parameters) => _shell.AddCommand(name).AddParameters(parameters);

    /// <summary>Runs the pipeline.</summary>
    /// <exception cref="PipelineStoppedException">The pipeline was stopped.</exception>
    /// <exception cref="RuntimeException">A command ended the pipeline.</exception>
    /// <exception cref="Exception">A reader of a stream failed. This ended the pipeline.</exception>
    public void Run()
    {
        // A nested pipeline's warnings go to the host, past the stream, unless they are merged into its output.
        _shell.Commands.Commands[_shell.Commands.Commands.Count - 1].MergeMyResults(PipelineResultTypes.Warning, PipelineResultTypes.Output);
        try
        {
            _shell.Invoke(input: null, _output);
        }
        catch (PipelineStoppedException) when (_fault is not null)
        {
            // Stopped by Read, because of the fault.
        }

        if (_fault is { } fault)
        {
            throw fault;
        }

        if (_shell.InvocationStateInfo.State != PSInvocationState.Completed)
        {
            throw new PipelineStoppedException(); // PowerShell reports no error, but the output is incomplete
        }
    }

    /// <summary>Stops the pipeline early. Can be called from any thread.</summary>
    public void Stop() => _shell.BeginStop(callback: null, state: null);

    public void Dispose()
    {
        _shell.Dispose();
        _output.Dispose();
    }

    // Reads each item as it arrives, on the pipeline's thread. Keeps nothing, because a run may have a million items.
    private void Read<T>(PSDataCollection<T> stream, Action<T> read) => stream.DataAdded += (_, _) =>
    {
        foreach (T item in stream.ReadAll())
        {
            try
            {
                if (_fault is null)
                {
                    read(item);
                }
            }
            catch (Exception fault)
            {
                _fault = fault;
                Stop();
            }
        }
    };
}
