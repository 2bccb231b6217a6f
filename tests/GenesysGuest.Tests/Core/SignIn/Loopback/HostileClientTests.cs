using System.Diagnostics;
using System.Net.Sockets;
using GenesysGuest.SignIn.Loopback;
using Xunit.Abstractions;

namespace GenesysGuest.Tests.Core.SignIn.Loopback;

/// <summary>Others on this machine, and web pages in the user's browser, do their worst; the user's own browser still gets through.</summary>
public sealed class HostileClientTests(ITestOutputHelper output)
{
    private const int Strays = 10_000;
    private const int StraysAtOnce = 32;

    [Fact]
    public async Task With_200_slow_connections_open_the_real_callback_is_answered()
    {
        using SignInUnderTest signIn = new();
        RawPeer[] slow = await ConnectAsync(signIn, 200);
        await Task.WhenAll(slow.Select((p, i) => p.SendAsync(signIn.Get(signIn.ValidTarget)[..(i % 60)])));

        Stopwatch watch = Stopwatch.StartNew();
        using RawPeer browser = await signIn.ConnectAsync();
        await browser.SendAsync(signIn.Get(signIn.ValidTarget));
        RawResponse? page = await browser.ReadAsync();
        output.WriteLine($"Answered in {watch.Elapsed.TotalMilliseconds:0.0} ms.");

        // They are still open: each can go on with its request.
        await Task.WhenAll(slow.Select(p => p.SendAsync("a")));
        Assert.Equal(200, page?.Status);
        browser.Dispose();
        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
        Assert.All(slow, p => p.Dispose());
    }

    [Fact]
    public async Task More_idle_connections_than_are_held_push_out_the_oldest_and_not_the_browser()
    {
        using SignInUnderTest signIn = new();
        RawPeer[] idle = await ConnectAsync(signIn, OpenConnections.MaxConnections + 100);

        RawResponse page = await signIn.GetAsync("/favicon.ico");
        RawResponse?[] oldest = await Task.WhenAll(idle.Take(100).Select(p => p.ReadAsync()));
        await idle[^1].SendAsync(signIn.Get("/favicon.ico"));

        Assert.Equal(404, page.Status);
        Assert.All(oldest, Assert.Null);
        Assert.Equal(404, (await idle[^1].ReadAsync())?.Status);
        await signIn.AssertStillAnswersAsync();
        Assert.All(idle, p => p.Dispose());
    }

    [Fact]
    public async Task Connections_that_never_take_their_leave_push_each_other_out_and_not_the_browser()
    {
        using SignInUnderTest signIn = new();
        RawPeer[] lingering = await ConnectAsync(signIn, OpenConnections.MaxConnections);
        await Task.WhenAll(lingering.Select(p => p.SendAsync(signIn.Get("/favicon.ico"))));
        Assert.All(await Task.WhenAll(lingering.Select(p => p.ReadAsync())), p => Assert.Equal(404, p?.Status));

        Assert.Equal(404, (await signIn.GetAsync("/favicon.ico")).Status);

        // The oldest was reset to make room.
        await Assert.ThrowsAsync<SocketException>(() => lingering[0].SendAsync("a"));
        await signIn.AssertStillAnswersAsync();
        Assert.All(lingering, p => p.Dispose());
    }

    [Fact]
    public async Task A_callback_that_comes_byte_by_byte_is_answered()
    {
        using SignInUnderTest signIn = new();
        using RawPeer browser = await signIn.ConnectAsync();

        foreach (char c in signIn.Get(signIn.ValidTarget))
        {
            await browser.SendAsync(c.ToString());
        }

        Assert.Equal(200, (await browser.ReadAsync())?.Status);
        browser.Dispose();
        Assert.Equal(SignInUnderTest.Code, (await signIn.WaitAsync()).Code);
    }

    [Fact]
    public async Task After_10000_stray_requests_the_sign_in_succeeds()
    {
        using SignInUnderTest signIn = new();
        Stray[] kinds = Kinds(signIn);
        int[] counts = new int[kinds.Length];

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Strays),
            new ParallelOptions { MaxDegreeOfParallelism = StraysAtOnce },
            async (n, _) =>
            {
                int kind = n % kinds.Length;
                int? status = await kinds[kind].SendAsync(n);
                Assert.True(kinds[kind].Expected.Contains(status), $"{kinds[kind].Name} number {n} was answered {status}.");
                Interlocked.Increment(ref counts[kind]);
            });

        Assert.Equal(Strays, counts.Sum());
        Assert.Equal(kinds.Select((k, i) => k.IsCallback ? counts[i] : 0).Sum(), signIn.Receiver.RejectedCallbacks);
        await signIn.AssertStillAnswersAsync();
        signIn.AssertPortIsFree();
    }

    /// <summary>One after the other, so that their order of age is known.</summary>
    private static async Task<RawPeer[]> ConnectAsync(SignInUnderTest signIn, int count)
    {
        RawPeer[] peers = new RawPeer[count];
        for (int i = 0; i < count; i++)
        {
            peers[i] = await signIn.ConnectAsync();
        }

        return peers;
    }

    private static Stray[] Kinds(SignInUnderTest signIn)
    {
        string wrongState = signIn.Get("/callback?code=a&state=00000000000000000000000000000000");
        string valid = signIn.Get(signIn.ValidTarget);

        Stray Text(string name, int status, string request, bool isCallback = false) =>
            new(name, [status], isCallback, async _ => (await signIn.SendAsync(request))?.Status);

        return
        [
            Text("A favicon", 404, signIn.Get("/favicon.ico")),
            Text("A wrong path", 404, signIn.Get("/other?code=a&state=" + signIn.Request.State)),
            Text("A wrong state", 400, wrongState, isCallback: true),
            Text("A wrong host", 421, valid.Replace("Host: 127.0.0.1", "Host: attacker.example.com", StringComparison.Ordinal)),
            Text("A POST", 405, valid.Replace("GET", "POST", StringComparison.Ordinal)),
            Text("An oversized request line", 414, signIn.Get("/callback?code=" + new string('a', HttpRequestHead.MaxRequestLineBytes))),
            Text("Oversized headers", 431, valid.Replace("\r\n\r\n", "\r\nX: " + new string('a', HttpRequestHead.MaxHeaderBytes) + "\r\n\r\n", StringComparison.Ordinal)),
            new("A request split at some byte", [400], true, async n =>
            {
                // Ten kinds take turns, so the quotient walks through every byte.
                int at = n / 10 % wrongState.Length;
                using RawPeer peer = await signIn.ConnectAsync();
                await peer.SendAsync(wrongState[..at]);
                await peer.SendAsync(wrongState[at..]);
                return (await peer.ReadAsync())?.Status;
            }),
            new("A reset in the middle", [null], false, async n =>
            {
                // Up to one byte before the end, the valid callback is none.
                using RawPeer peer = await signIn.ConnectAsync();
                await peer.SendAsync(valid[..(n / 10 % valid.Length)]);
                peer.Reset();
                return null;
            }),
            new("A TLS hello or noise", [400, 414, null], false, async n =>
            {
                using RawPeer peer = await signIn.ConnectAsync();
                byte[] bytes = n / 10 % 2 == 0 ? TlsHello() : Noise(n);
                try
                {
                    await peer.SendAsync(bytes);
                    peer.EndSending();
                }
                catch (SocketException)
                {
                    // It was refused before it had sent all.
                }

                return (await peer.ReadAsync())?.Status;
            }),
        ];
    }

    private static byte[] TlsHello()
    {
        byte[] hello = new byte[517];
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003"u8.CopyTo(hello);
        return hello;
    }

    private static byte[] Noise(int seed)
    {
        Random random = new(seed);
        byte[] noise = new byte[random.Next(1, 2048)];
        random.NextBytes(noise);
        return noise;
    }

    private sealed record Stray(string Name, int?[] Expected, bool IsCallback, Func<int, Task<int?>> SendAsync);
}
