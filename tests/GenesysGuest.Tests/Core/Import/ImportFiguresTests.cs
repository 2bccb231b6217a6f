using GenesysGuest.Import;

namespace GenesysGuest.Tests.Core.Import;

/// <summary>The counts of an import, and the one line that a scheduler's log keeps of it.</summary>
public sealed class ImportFiguresTests
{
    private static readonly ImportedFile Each = new("a.csv", ImportOutcome.RowsFailed, 1, 2, 3, 4, 5, 6) { Updated = 7 };

    [Fact]
    public void All_that_is_not_zero_is_shown() =>
        Assert.Equal("1 created, 7 updated, 2 taken from the journal, 3 failed, 4 unknown, 5 waiting, 6 empty", ImportFigures.Text(Each));

    [Fact]
    public void Of_what_is_zero_only_created_and_failed_are_shown() =>
        Assert.Equal("0 created, 0 failed", ImportFigures.Text(new("a.csv", ImportOutcome.Completed, 0, 0, 0, 0, 0, 0)));

    [Fact]
    public void The_sum_of_two_is_twice_the_one() => Assert.Equal(
        "2 created, 14 updated, 4 taken from the journal, 6 failed, 8 unknown, 10 waiting, 12 empty", ImportFigures.Text(ImportFigures.Sum([Each, Each])));

    [Fact]
    public void Each_row_is_counted_once() => Assert.Equal(28, Each.Rows);

    [Theory]
    [InlineData(ImportOutcome.Completed, ImportOutcome.Completed, ImportOutcome.Completed)]
    [InlineData(ImportOutcome.TryAgain, ImportOutcome.RowsFailed, ImportOutcome.TryAgain)]
    [InlineData(ImportOutcome.RowsFailed, ImportOutcome.SignInFailed, ImportOutcome.SignInFailed)]
    public void The_worse_outcome_counts(ImportOutcome one, ImportOutcome other, ImportOutcome expected) => Assert.Equal(expected, ImportFigures.Worse(one, other));

    [Theory]
    [InlineData(0, "Completed in 1.5 s")]
    [InlineData(1, "Completed: 1 created, 0 failed in 1.5 s (f1)")]
    [InlineData(3, "Completed: 3 created, 0 failed in 1.5 s (f1, f2, f3)")]
    [InlineData(5, "Completed: 5 created, 0 failed in 1.5 s (f1, f2, f3 and 2 more)")]
    public void Three_files_are_named_and_the_others_counted(int count, string expected)
    {
        ImportedFile[] files = [.. Enumerable.Range(1, count).Select(number => new ImportedFile($"f{number}", ImportOutcome.Completed, 1, 0, 0, 0, 0, 0))];

        Assert.Equal(expected, new ImportResult(ImportOutcome.Completed, DateTimeOffset.UnixEpoch, TimeSpan.FromSeconds(1.5), files).ToString());
    }

    [Fact]
    public void Of_several_messages_that_of_the_worst_file_is_the_reason()
    {
        ImportedFile[] files =
        [
            new("a", ImportOutcome.RowsFailed, 0, 0, 1, 0, 0, 0) { Message = "Less." },
            new("b", ImportOutcome.SignInFailed, 0, 0, 0, 0, 1, 0) { Message = "More." },
            new("c", ImportOutcome.Misconfigured, 0, 0, 0, 0, 1, 0),
        ];
        ImportResult result = new(ImportOutcome.Misconfigured, DateTimeOffset.UnixEpoch, TimeSpan.Zero, files);

        Assert.EndsWith("(a, b, c). b: More.", result.ToString(), StringComparison.Ordinal);
        Assert.EndsWith("(a, b, c). All.", (result with { Message = "All." }).ToString(), StringComparison.Ordinal);
    }
}
