using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;

namespace GenesysGuest.Sandbox;

/// <summary>
/// Sends faulty responses. If the framing itself must be wrong, the bytes go directly to the socket, because Kestrel would correct them.
/// </summary>
internal sealed class FaultyResponse(TimeProvider clock, CancellationToken stopping)
{
    private const int EndlessBodyLimit = 64 * 1024 * 1024;

    /// <summary>Sends a faulty response to a request whose work was not done.</summary>
    /// <param name="context">The request.</param>
    /// <param name="fault">A fault whose work is not done.</param>
    /// <param name="usualBody">Creates the usual error body of the address.</param>
    public static Task InsteadOfWorkAsync(HttpContext context, Fault fault, Func<int, byte[]> usualBody)
    {
        if (fault.Kind == FaultKind.ResetBeforeRead)
        {
            Reset(context);
            return Task.CompletedTask;
        }

        HttpResponse response = context.Response;
        int status = fault.Kind == FaultKind.ThrottleAsBadRequest ? StatusCodes.Status400BadRequest : fault.StatusCode;
        if (fault.RetryAfter is not null)
        {
            response.Headers.RetryAfter = fault.RetryAfter;
        }

        if (fault.Location is not null)
        {
            response.Headers.Location = fault.Location;
        }

        if (status == StatusCodes.Status304NotModified)
        {
            response.StatusCode = status;
            return Task.CompletedTask;
        }

        byte[] body = fault.Body is null ? usualBody(status) : Encoding.UTF8.GetBytes(fault.Body);
        ResponseWriter.Write(context, status, fault.ContentType, body);
        return Task.CompletedTask;
    }

    /// <summary>Sends a faulty response to a request whose work was done.</summary>
    /// <param name="context">The request.</param>
    /// <param name="fault">A fault whose work is done.</param>
    /// <param name="status">The status of the correct response.</param>
    /// <param name="body">The body of the correct response, without the members that <see cref="FaultKind.MissingToken"/> and
    /// <see cref="FaultKind.MissingId"/> omit.</param>
    public Task AfterWorkAsync(HttpContext context, Fault fault, int status, byte[] body)
    {
        switch (fault.Kind)
        {
            case FaultKind.ResetAfterCreate:
                Reset(context);
                return Task.CompletedTask;
            case FaultKind.Truncated:
                return TruncateAsync(context, status, body, chunked: false);
            case FaultKind.TruncatedChunked:
                return TruncateAsync(context, status, body, chunked: true);
            case FaultKind.Malformed:
                ResponseWriter.Write(context, status, ResponseWriter.Json, body.AsSpan(0, body.Length / 2));
                return Task.CompletedTask;
            case FaultKind.WrongContentType:
                ResponseWriter.Write(context, StatusCodes.Status200OK, "text/html; charset=utf-8", "<!doctype html><title>Sign in to this network</title>"u8);
                return Task.CompletedTask;
            case FaultKind.EmptyBody:
                ResponseWriter.Write(context, StatusCodes.Status200OK, ResponseWriter.Json, []);
                return Task.CompletedTask;
            case FaultKind.NoContent:
                context.Response.StatusCode = StatusCodes.Status204NoContent;
                return Task.CompletedTask;
            case FaultKind.EndlessBody:
                return WriteEndlesslyAsync(context, fault.StatusCode);
            case FaultKind.SlowDrip:
                return DripAsync(context, fault.Delay, status, body);
            case FaultKind.Hang:
                return HangAsync(context);
            default:
                ResponseWriter.Write(context, status, ResponseWriter.Json, body);
                return Task.CompletedTask;
        }
    }

    private static Socket SocketOf(HttpContext context) => context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    private static void Reset(HttpContext context)
    {
        Socket socket = SocketOf(context);
        socket.LingerState = new LingerOption(enable: true, seconds: 0);
        socket.Close();
        context.Abort();
    }

    private async Task TruncateAsync(HttpContext context, int status, byte[] body, bool chunked)
    {
        string framing = chunked ? "Transfer-Encoding: chunked" : "Content-Length: " + body.Length.ToString(CultureInfo.InvariantCulture);
        string chunk = chunked ? body.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n" : "";
        string head = string.Create(
            CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} Created\r\nContent-Type: {ResponseWriter.Json}\r\n{ResponseWriter.CorrelationId}: {Guid.NewGuid()}\r\n{framing}\r\n\r\n{chunk}");
        byte[] part = [.. Encoding.ASCII.GetBytes(head), .. body.AsSpan(0, body.Length / 2)];

        Socket socket = SocketOf(context);
        for (int sent = 0; sent < part.Length;)
        {
            sent += await socket.SendAsync(part.AsMemory(sent), stopping);
        }

        // Shuts down only the sending side. A full close could reset the connection before the client has read the bytes.
        socket.Shutdown(SocketShutdown.Send);
        await HangAsync(context);
    }

    private async Task WriteEndlesslyAsync(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ResponseWriter.Json;
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        byte[] filling = new byte[16 * 1024];
        Array.Fill(filling, (byte)'a');
        try
        {
            await context.Response.Body.WriteAsync("{\"id\":\""u8.ToArray(), ended.Token);
            for (int written = 0; written < EndlessBodyLimit; written += filling.Length)
            {
                await context.Response.Body.WriteAsync(filling, ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            // The client disconnected, which ends the fault.
        }

        context.Abort();
    }

    private async Task DripAsync(HttpContext context, TimeSpan delay, int status, byte[] body)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = ResponseWriter.Json;
        context.Response.ContentLength = body.Length;
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await context.Response.Body.FlushAsync(ended.Token);
            for (int at = 0; at < body.Length; at++)
            {
                await Task.Delay(delay, clock, ended.Token);
                await context.Response.Body.WriteAsync(body.AsMemory(at, 1), ended.Token);
                await context.Response.Body.FlushAsync(ended.Token);
            }
        }
        catch (OperationCanceledException)
        {
            context.Abort();
        }
    }

    private async Task HangAsync(HttpContext context)
    {
        TaskCompletionSource hungUp = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using (context.RequestAborted.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), hungUp))
        using (stopping.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), hungUp))
        {
            await hungUp.Task;
        }

        context.Abort();
    }
}
