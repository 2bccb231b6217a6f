namespace GenesysGuest.Tests.Support;

/// <summary>A test that looks into a journal while a run has it open, looks at a file's mode, or starts a shell script.</summary>
internal sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (OperatingSystem.IsWindows())
        {
            Skip = "On Windows nobody can read a file that is open for one alone, files have no mode, and a script is no program.";
        }
    }
}
