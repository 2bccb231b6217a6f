using System.Text;
using GenesysGuest.Provisioning.Journal;
using GenesysGuest.Tests.Support;

namespace GenesysGuest.Tests.Core.Provisioning.Journal;

/// <summary>Lines are read through a buffer, usually of 64 KiB, which grows for a line that does not fit.</summary>
public sealed class JournalReaderTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1_000, 1_000)]
    [InlineData(65_535, 3)] // with its line feed as long as the buffer
    [InlineData(65_536, 3)]
    [InlineData(65_537, 3)]
    [InlineData(30_000, 30_000, 30_000, 30_000, 30_000)]
    [InlineData(3, 131_071, 3)]
    [InlineData(3, 131_072, 131_073, 3)]
    [InlineData(40_000, 70_000, 140_000, 300_000, 0, 1, 100_000)]
    public void Lines_are_read_whole_and_know_where_they_begin_wherever_the_buffer_ends(params int[] lengths)
    {
        string[] lines = [.. lengths.Select(Line)];
        List<(string Line, long Offset, bool Whole)> expected = [];
        foreach (string line in lines)
        {
            expected.Add((line, expected.Sum(before => before.Line.Length + 1), true));
        }

        Assert.Equal(expected, Read(string.Concat(lines.Select(line => line + "\n"))));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(65_536)]
    [InlineData(131_072)]
    [InlineData(200_000)]
    public void A_last_line_without_a_line_feed_is_not_whole(int length)
    {
        string whole = Line(100_000, 0);
        string torn = Line(length, 1);

        Assert.Equal([(whole, 0, true), (torn, 100_001, false)], Read($"{whole}\n{torn}"));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(2_047)] // with its line feed as long as the buffer
    [InlineData(2_048)]
    [InlineData(5_000)]
    public void A_small_buffer_grows_for_its_line(int length) =>
        Assert.Equal([(Line(length, 0), 0, true), (Line(3, 1), length + 1, true)], Read($"{Line(length, 0)}\n{Line(3, 1)}\n", bufferSize: 2_048));

    [Fact]
    public void Many_short_lines_are_all_read() => Assert.Equal(
        Enumerable.Range(0, 50_000).Select(number => $"{number:00000}"), Read(string.Concat(Enumerable.Range(0, 50_000).Select(number => $"{number:00000}\n"))).Select(line => line.Line));

    /// <summary>Text in which no two places look alike.</summary>
    private static string Line(int length, int number) =>
        string.Create(length, number, static (text, number) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = (char)('!' + ((i + (i / 90) + number) % 90));
            }
        });

    private List<(string Line, long Offset, bool Whole)> Read(string text, int bufferSize = 65_536)
    {
        string path = _folder.File("lines");
        File.WriteAllText(path, text);
        using FileStream stream = File.OpenRead(path);
        return [.. JournalReader.Read(stream, bufferSize: bufferSize).Select(line => (Encoding.ASCII.GetString(line.Line.Span), line.Offset, line.Whole))];
    }
}
