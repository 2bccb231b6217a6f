using System.Net;
using GenesysGuest.Provisioning;

namespace GenesysGuest.Tests.Core.Provisioning;

/// <summary>Which refusals in a row end a run, and after how many.</summary>
public sealed class SameRefusalsTests
{
    private readonly SameRefusals _refusals = new(longestWait: TimeSpan.FromSeconds(180));

    /// <summary>a and b: forbidden, for two reasons. l: a wait longer than the longest. w: the longest wait. p: the proxy. r: of the row alone. g: a guest.</summary>
    [Theory]
    [InlineData("aaaa", null)]
    [InlineData("aaaaa", 5)]
    [InlineData("aaaagaaaa", null)]
    [InlineData("aaaaraaaa", null)]
    [InlineData("ababababab", null)]
    [InlineData("aaaabbbbb", 9)]
    [InlineData("lllll", 5)]
    [InlineData("wwwwww", null)]
    [InlineData("rrrrrr", null)]
    [InlineData("p", 1)]
    [InlineData("aap", 3)]
    public void Five_in_a_row_that_are_the_same_for_all_rows_end_it_and_one_of_a_proxy(string refusals, int? endsAt)
    {
        GenesysException?[] ends = [.. refusals.Select(refusal => _refusals.Add(Of(refusal)))];

        Assert.Equal(endsAt is { } at ? at - 1 : -1, Array.FindIndex(ends, end => end is not null));
    }

    [Theory]
    [InlineData("aaaaa", "No. 5 consecutive responses reported the same error.")]
    [InlineData("p", "No. No more requests are sent to the proxy, to avoid locking an account.")]
    public void The_end_says_why(string refusals, string message) => Assert.Equal([message], refusals.Select(refusal => _refusals.Add(Of(refusal))?.Message).OfType<string>());

    private static Verdict Of(char refusal) => refusal switch
    {
        'a' or 'b' => new(new ProvisioningException(ErrorId.GuestForbidden, "No.", "") { RowNumber = 7, IsSameForAll = true, ServerCode = $"{refusal}", StatusCode = HttpStatusCode.Forbidden }),
        'l' => new(new ProvisioningException(ErrorId.RateLimited, "No.", "") { RowNumber = 7, RetryAfter = TimeSpan.FromSeconds(180.001) }),
        'w' => new(new ProvisioningException(ErrorId.RateLimited, "No.", "") { RowNumber = 7, RetryAfter = TimeSpan.FromSeconds(180) }),
        'p' => new(new ProvisioningException(ErrorId.ServiceUnavailable, "No.", "") { RowNumber = 7, StatusCode = HttpStatusCode.ProxyAuthenticationRequired }),
        'r' => new(new ProvisioningException(ErrorId.GuestRejected, "No.", "") { RowNumber = 7 }),
        _ => new(new object()),
    };
}
