namespace GenesysGuest.Tests.Support;

/// <summary>A test that looks into a journal while a run has it open, or at a file's mode.</summary>
internal sealed class UnixTheoryAttribute : TheoryAttribute
{
    public UnixTheoryAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "On Windows nobody can read a file that is open for one alone, and files have no mode.";
        }
    }
}
