using System.Collections.Concurrent;

namespace GenesysGuest;

/// <summary>The one place where async meets the pipeline thread.</summary>
/// <remarks>
/// Work runs on the thread pool; the pipeline thread waits for it and meanwhile does what the work posts, because only that thread may write.
/// Ctrl+C cancels <see cref="StopToken"/>; the work ends by honoring it.
/// </remarks>
public abstract class AsyncCmdlet : GenesysCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Action> _posts = new();
    private readonly AutoResetEvent _wake = new(initialState: false); // a semaphore would spin, at the cost of those that are waited for

    /// <summary>Cancelled when the pipeline is stopped.</summary>
    protected internal CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Frees what the cmdlet holds.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        _stop.Dispose();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Has the pipeline thread do something the next time it waits; from any thread.</summary>
    /// <param name="action">What to do.</param>
    protected internal void Post(Action action)
    {
        _posts.Enqueue(action);
        Wake();
    }

    /// <summary>Starts work on the thread pool and waits for it.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>What it made.</returns>
    protected T Await<T>(Func<CancellationToken, Task<T>> work) => Await(Task.Run(() => work(StopToken)));

    /// <summary>Waits for work that is under way.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="task">The work.</param>
    /// <returns>What it made.</returns>
    protected internal T Await<T>(Task<T> task)
    {
        if (!task.IsCompleted)
        {
            _ = task.ContinueWith(
                static (_, cmdlet) => ((AsyncCmdlet)cmdlet!).Wake(), this, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            while (!task.IsCompleted)
            {
#pragma warning disable RS0030 // the pipeline thread has nothing else to do, and it alone may write
                _wake.WaitOne();
#pragma warning restore RS0030
                DoPosts();
            }
        }

        DoPosts();
#pragma warning disable RS0030 // it is done
        return task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

#pragma warning disable RS0030 // the pipeline thread may not leave before the work has ended
    /// <summary>Waits for work when nothing can be written any more, because the pipeline is stopping.</summary>
    /// <typeparam name="T">What it makes.</typeparam>
    /// <param name="task">The work.</param>
    /// <returns>What it made.</returns>
    protected internal static T WaitFor<T>(Task<T> task) => task.GetAwaiter().GetResult();
#pragma warning restore RS0030

    /// <summary>Does what was posted; only on the pipeline thread.</summary>
    protected internal void DoPosts()
    {
        while (_posts.TryDequeue(out Action? action))
        {
            action();
        }
    }

    private void Wake() => _wake.Set();
}
