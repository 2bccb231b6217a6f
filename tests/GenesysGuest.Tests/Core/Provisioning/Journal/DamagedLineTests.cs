using System.Text;
using GenesysGuest.Guests;
using GenesysGuest.Provisioning;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.JournalRun;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>What is known of the row of a line that cannot be read.</summary>
public sealed class DamagedLineTests : IAsyncLifetime, IDisposable
{
    private readonly JournalUnderTest _file = new();

    public Task InitializeAsync() => _file.WriteAsync();

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task A_row_of_which_only_a_damaged_line_tells_is_unknown()
    {
        RowIdentity identity = GuestTarget.Instance.IdentityOf(GeneratedRows.Row(1));
        await WriteAsync($$"""{"state":"Created","identity":"{{identity}}","row":1,"at":"2030-01-02T12:00:00Z","guest":{"id":"id-0","tok""");

        using ProvisioningJournal journal = await _file.OpenAsync();

        Assert.False(journal.Admit(GeneratedRows.Row(1), identity, out Verdict? verdict));
        Assert.Equal((ErrorId.GuestOutcomeUnknown, true), (verdict?.Error?.ErrorId, verdict?.Error?.IsUnknown));
        Assert.Equal("Row 1: The journal entry of an earlier run for this row is damaged. The guest may exist. The row was not sent again.", verdict?.Error?.Message);
        Assert.EndsWith("is damaged on line 2. The rows on these lines are unknown.", Assert.Single(_file.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_guest_that_a_whole_line_tells_of_is_not_lost_to_a_damaged_line()
    {
        RowIdentity identity = GuestTarget.Instance.IdentityOf(GeneratedRows.Row(1));
        await WriteAsync($$$"""
            {"state":"Created","identity":"{{{identity}}}","row":1,"at":"2030-01-02T12:00:00Z","guest":{"id":"g-1","name":"A","email":"a@b","token":"t-1"}}
            {"state":"Created","identity":"{{{identity}}}","row":1,"at":"2030-01-02T12:00:00Z","guest":{"id":"g-2","name":"A","email":"a@b","token":"t-2"}}
            {"state":"Sending","identity":"{{{identity}}}","row":1,"at
            """);

        using ProvisioningJournal journal = await _file.OpenAsync();

        Assert.False(journal.Admit(GeneratedRows.Row(1), identity, out Verdict? verdict));
        Assert.Equal("t-2", (verdict?.Result as Guest)?.Token);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("")]
    [InlineData("[1]")]
    [InlineData("null")]
    [InlineData("{\"state\":\"Failed\",\"identity\":\"1\",\"row\":1}")]
    public async Task Of_a_line_in_which_no_row_can_be_recognized_it_is_said_that_a_row_may_be_forgotten(string line)
    {
        await WriteAsync(line);

        using ProvisioningJournal journal = await _file.OpenAsync();

        string warning = Assert.Single(_file.Warnings);
        Assert.Contains("is damaged on line 2. The row cannot be identified on 1 of these lines", warning, StringComparison.Ordinal);
        Assert.Contains("will be sent, although its guest may exist", warning, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"state\":\"Created\",\"identity\":\"00000000000000000000000000000000\",\"row\":1}")]
    [InlineData("{\"state\":\"Created\",\"identity\":\"00000000000000000000000000000000\",\"row\":1,\"guest\":{\"id\":\"1\"}}")]
    [InlineData("{\"state\":\"Lost\",\"identity\":\"00000000000000000000000000000000\",\"row\":1}")]
    [InlineData("{\"state\":\"Failed\",\"identity\":\"00000000000000000000000000000000\",\"row\":\"1\"}")]
    [InlineData("{\"state\":\"7\",\"identity\":\"00000000000000000000000000000000\",\"row\":1}")]
    public async Task A_whole_line_that_says_nothing_usable_of_a_row_leaves_it_unknown(string line)
    {
        await WriteAsync(line);

        using ProvisioningJournal journal = await _file.OpenAsync();

        Assert.False(journal.Admit(GeneratedRows.Row(1), new RowIdentity(Guid.Empty), out Verdict? verdict));
        Assert.Equal((ErrorId.GuestOutcomeUnknown, true), (verdict?.Error?.ErrorId, verdict?.Error?.IsUnknown));
    }

    [Fact]
    public async Task Of_many_damaged_lines_the_first_are_named()
    {
        await WriteAsync(string.Join('\n', Enumerable.Repeat("{}", 1_000)));

        using ProvisioningJournal journal = await _file.OpenAsync();

        Assert.Contains("is damaged on lines 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21 and 980 more. ", Assert.Single(_file.Warnings), StringComparison.Ordinal);
    }

    /// <summary>A journal of its first line and these.</summary>
    private Task WriteAsync(string lines) =>
        File.WriteAllBytesAsync(_file.Path, [.. _file.FirstLine, .. Encoding.UTF8.GetBytes(lines), (byte)'\n']);
}
