using System.Runtime.InteropServices;
using System.Text.Json;

namespace GenesysGuest.Sandbox;

/// <summary>The executable: runs one sandbox until it is stopped.</summary>
internal static class Program
{
    private const int Failed = 1;

    private const int BadArguments = 2;

    public static async Task<int> Main(string[] args)
    {
        SandboxCommandLine line;
        try
        {
            line = SandboxCommandLine.Parse(args);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return BadArguments;
        }

        if (line.WantsHelp)
        {
            await Console.Out.WriteLineAsync(HelpText.Text);
            return 0;
        }

        TaskCompletionSource stop = new(TaskCreationOptions.RunContinuationsAsynchronously);

        // Ctrl+C reaches every process in the terminal. With --stop-with-stdin, only the parent decides when the sandbox stops.
        using PosixSignalRegistration interrupted = PosixSignalRegistration.Create(
            PosixSignal.SIGINT, line.StopsWithStdin ? static signal => signal.Cancel = true : signal => Stop(signal, stop));
        using PosixSignalRegistration terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => Stop(signal, stop));
        try
        {
            await using SandboxServer server = await SandboxServer.StartAsync(line.Options);
            line.AddFaultsTo(server.Faults);
            await Console.Out.WriteLineAsync(JsonSerializer.Serialize(ReadyLine.Of(server, line.Options), SandboxJson.Default.ReadyLine));
            await Console.Out.FlushAsync();
            if (line.StopsWithStdin)
            {
                _ = Task.Run(() => ReadToEndAsync(stop));
            }

            await stop.Task;
            return 0;
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            return Failed;
        }
    }

    private static void Stop(PosixSignalContext signal, TaskCompletionSource stop)
    {
        signal.Cancel = true;
        stop.TrySetResult();
    }

    private static async Task ReadToEndAsync(TaskCompletionSource stop)
    {
        try
        {
            await using Stream input = Console.OpenStandardInput();
            byte[] ignored = new byte[256];
            while (await input.ReadAsync(ignored) > 0)
            {
                // Only the end of the input matters.
            }
        }
        catch (IOException)
        {
            // A broken pipe also ends the input.
        }

        stop.TrySetResult();
    }
}
