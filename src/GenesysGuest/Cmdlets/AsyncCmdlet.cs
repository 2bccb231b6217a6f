using System.Collections.Concurrent;

namespace GenesysGuest;

/// <summary>The only place where asynchronous work meets the pipeline thread.</summary>
/// <remarks>
/// Work runs on the thread pool. The pipeline thread waits for it and meanwhile runs the actions that the work posts, because only that thread may write.
/// Ctrl+C cancels <see cref="StopToken"/>. The work ends by honoring it.
/// </remarks>
public abstract class AsyncCmdlet : GenesysCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<Action> _posts = new();
    private readonly AutoResetEvent _wake = new(initialState: false); // a semaphore would spin and use processor time that the work needs

    /// <summary>A token that is cancelled when the pipeline is stopped.</summary>
    protected internal CancellationToken StopToken => _stop.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the resources of the cmdlet.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        _stop.Dispose();
    }

    /// <inheritdoc/>
    protected override void StopProcessing() => _stop.Cancel();

    /// <summary>Runs an action on the pipeline thread the next time that thread waits. Can be called from any thread.</summary>
    /// <param name="action">The action.</param>
    protected internal void Post(Action action)
    {
        _posts.Enqueue(action);
        Wake();
    }

    /// <summary>Starts work on the thread pool and waits for its result.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="work">The work.</param>
    /// <returns>The result.</returns>
    protected T Await<T>(Func<CancellationToken, Task<T>> work) => Await(Task.Run(() => work(StopToken)));

    /// <summary>Waits for work that is in progress.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="task">The work.</param>
    /// <returns>The result.</returns>
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
#pragma warning disable RS0030 // the task is complete
        return task.GetAwaiter().GetResult();
#pragma warning restore RS0030
    }

#pragma warning disable RS0030 // the pipeline thread may not leave before the work has ended
    /// <summary>Waits for work while the pipeline is stopping and accepts no more output.</summary>
    /// <typeparam name="T">The type of the result.</typeparam>
    /// <param name="task">The work.</param>
    /// <returns>The result.</returns>
    protected internal static T WaitFor<T>(Task<T> task) => task.GetAwaiter().GetResult();
#pragma warning restore RS0030

    /// <summary>Runs the posted actions. Only for the pipeline thread.</summary>
    protected internal void DoPosts()
    {
        while (_posts.TryDequeue(out Action? action))
        {
            action();
        }
    }

    private void Wake() => _wake.Set();
}
