namespace GenesysGuest.Tests.Support;

/// <summary>A test that fills the disk under a file.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "Only Linux has a device that is always full, and lets it take the place of an open file.";
        }
    }
}
