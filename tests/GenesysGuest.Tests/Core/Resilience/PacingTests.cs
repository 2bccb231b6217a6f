namespace GenesysGuest.Tests.Core.Resilience;

/// <summary>Many requests at a server that counts them in windows.</summary>
public class PacingTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Way = TimeSpan.FromMilliseconds(20);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 20)];

    [Fact]
    public void With_headers_windows_are_used_up_and_none_is_refused()
    {
        using PacedServer server = new() { Allowed = 300, Window = Minute, Throttle = 16, Way = () => Way };

        TimeSpan? time = server.Run(3_000, TimeSpan.FromMinutes(30));

        Assert.Equal(Enumerable.Repeat((300, 0), 10), server.Windows);
        Assert.InRange(time!.Value, 9 * Minute, 9 * Minute * 1.03);
    }

    [Fact]
    public void With_headers_half_of_a_window_is_left_to_another_client()
    {
        Random dice = new(1);
        using PacedServer server = new() { Allowed = 300, Window = Minute, Throttle = 16, Way = () => Way, Others = () => dice.Next(3) };

        TimeSpan? time = server.Run(1_500, TimeSpan.FromMinutes(30));

        // Somebody else takes about as much as we do, and between two answers of the last requests of a window, what we were about to take.
        Assert.Equal(1_500, server.Windows.Sum(window => window.Accepted));
        Assert.All(server.Windows, window => Assert.InRange(window.Refused, 0, 16));
        Assert.All(server.Windows.SkipLast(1), window => Assert.InRange(window.Accepted, 120, 180));
        Assert.InRange(time!.Value, 8 * Minute, 13 * Minute);
    }

    [Fact]
    public void Without_headers_the_limit_is_learned_and_a_window_costs_one_refusal()
    {
        using PacedServer server = new() { Allowed = 300, Window = Minute, Throttle = 16, Way = () => Way, HasHeaders = false };

        TimeSpan? time = server.Run(3_000, TimeSpan.FromMinutes(30));

        Assert.All(server.Windows.SkipLast(1), window => Assert.Equal(300, window.Accepted));
        Assert.InRange(server.Windows[0].Refused, 1, 16);
        Assert.All(server.Windows.Skip(1), window => Assert.InRange(window.Refused, 0, 1));
        Assert.InRange(time!.Value, 9 * Minute, 9 * Minute * 1.15);
    }

    [Fact]
    public void A_limit_that_is_raised_is_found_out()
    {
        using PacedServer server = new() { Allowed = 300, Window = Minute, Throttle = 16, Way = () => Way, HasHeaders = false };
        server.Run(600, TimeSpan.FromMinutes(30));

        server.Allowed = 600;
        server.Run(6_000, TimeSpan.FromMinutes(60));

        Assert.Equal(600, server.Windows[^2].Accepted);
        Assert.All(server.Windows.Skip(1), window => Assert.InRange(window.Refused, 0, 16));
    }

    [Fact]
    public void A_limit_that_is_lowered_is_found_out()
    {
        using PacedServer server = new() { Allowed = 300, Window = Minute, Throttle = 16, Way = () => Way, HasHeaders = false };
        server.Run(600, TimeSpan.FromMinutes(30));

        server.Allowed = 50;
        server.Run(500, TimeSpan.FromMinutes(60));

        Assert.Equal((50, 1), server.Windows[^2]);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_the_schedule_nobody_waits_for_ever_and_no_window_is_overrun(int decade)
    {
        for (int seed = decade * 10; seed < (decade + 1) * 10; seed++)
        {
            Check(seed);
        }
    }

    private static void Check(int seed)
    {
        Random dice = new(seed);
        bool hasHeaders = dice.Next(3) > 0;
        bool hasOthers = dice.Next(3) == 0;
        int longest = dice.Next(1, 60);
        using PacedServer server = new()
        {
            Allowed = dice.Next(4, 120),
            Window = TimeSpan.FromSeconds(dice.Next(3, 20)) + TimeSpan.FromMilliseconds(10 * dice.Next(100)),
            Throttle = dice.Next(1, 64),
            HasHeaders = hasHeaders,
            Others = hasOthers ? () => dice.Next(3) == 0 ? dice.Next(3) : 0 : () => 0,
            Way = () => TimeSpan.FromMilliseconds(10 * dice.Next(1, longest + 1)),
        };
        int windows = dice.Next(2, 8);

        TimeSpan? time = server.Run(windows * server.Allowed, atMost: server.Window * windows * 8);

        string story = $"Seed {seed}: {server.Allowed} in {server.Window}, {server.Throttle} at once, headers {hasHeaders}, others {hasOthers}: {string.Join(", ", server.Windows)}.";
        Assert.True(time is not null, "Somebody waited for ever. " + story);
        Assert.True(server.Windows.Sum(window => window.Accepted) == windows * server.Allowed, story);
        Assert.True(server.Windows.TrueForAll(window => window.Refused <= server.Throttle), "More were refused than can have been under way. " + story);
        if (hasHeaders && !hasOthers)
        {
            // The first window may be overrun before its first answer tells of the limit.
            Assert.True(server.Windows.Skip(1).All(window => window.Refused == 0), "The limit was known, and overrun. " + story);
        }
    }
}
