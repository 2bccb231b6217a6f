using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace GenesysGuest;

/// <summary>A pipeline of other cmdlets that a cmdlet runs on its own thread, and whose streams it reads as they come.</summary>
internal sealed class NestedPipeline : IDisposable
{
    private readonly PowerShell _shell = PowerShell.Create(RunspaceMode.CurrentRunspace);
    private readonly PSDataCollection<PSObject> _output = [];
    private Exception? _fault;

    /// <summary>Creates a pipeline without commands, whose streams nobody reads.</summary>
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
    /// <param name="name">With its module, so that no alias or function takes its place.</param>
    /// <param name="parameters">What it is given.</param>
    public void Add(string name, IDictionary parameters) => _shell.AddCommand(name).AddParameters(parameters);

    /// <summary>Runs it.</summary>
    /// <exception cref="PipelineStoppedException">It was stopped.</exception>
    /// <exception cref="RuntimeException">A command ended it.</exception>
    /// <exception cref="Exception">What a reader of a stream threw: it ended the pipeline.</exception>
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
            // By us, because of it.
        }

        if (_fault is { } fault)
        {
            throw fault;
        }

        if (_shell.InvocationStateInfo.State != PSInvocationState.Completed)
        {
            throw new PipelineStoppedException(); // to stop it is no error to PowerShell, but what was read is not all that there is
        }
    }

    /// <summary>Ends it early; from any thread.</summary>
    public void Stop() => _shell.BeginStop(callback: null, state: null);

    public void Dispose()
    {
        _shell.Dispose();
        _output.Dispose();
    }

    // As each item comes, on the pipeline's thread. Nothing is kept: a run may have a million.
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
