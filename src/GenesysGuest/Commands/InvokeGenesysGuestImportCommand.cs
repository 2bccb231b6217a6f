using System.Management.Automation;

namespace GenesysGuest.Commands;

/// <summary>Creates guests from files without a person: for schedulers.</summary>
[Cmdlet(VerbsLifecycle.Invoke, "GenesysGuestImport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Medium)]
[OutputType(typeof(ImportResult))]
public sealed class InvokeGenesysGuestImportCommand : ImportCmdlet
{
    /// <summary>Creates the cmdlet.</summary>
    public InvokeGenesysGuestImportCommand()
        : base(action: "Import guests", engine: "New-GenesysGuest")
    {
    }

    /// <summary>Which columns hold the name, joined by a space.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] NameColumn { get; set; } = [];

    /// <summary>Which columns may hold the email address: the first that is not empty counts.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] EmailColumn { get; set; } = [];

    /// <summary>Which further columns become attributes.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] AttributeColumn { get; set; } = [];

    /// <summary>Which columns stand beside the token in the results, and beside an error in the log.</summary>
    [Parameter, SupportsWildcards, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string[] KeepColumn { get; set; } = [];

    /// <summary>The column by which the journals recognise a row, whatever else the row says.</summary>
    [Parameter, ArgumentCompleter(typeof(ColumnCompleter)), ValidateNotNullOrEmpty]
    public string? IdentityColumn { get; set; }

    /// <summary>Sends rows again whose outcome is unknown since an earlier run.</summary>
    [Parameter]
    public SwitchParameter RetryUnknown { get; set; }

    /// <summary>How many requests may be under way at once.</summary>
    [Parameter, ValidateRange(1, 256)]
    public int ThrottleLimit { get; set; } = 8;

    /// <summary>How many times a request that may be repeated is repeated.</summary>
    [Parameter, ValidateRange(0, 100)]
    public int MaxRetryCount { get; set; } = 3;

    /// <summary>How long an outage is waited out before the work ends, in seconds.</summary>
    [Parameter, ValidateRange(0, 86400)]
    public int OutageTimeoutSec { get; set; } = 300;

    /// <summary>A limit of your own on requests a minute, on top of the server's.</summary>
    [Parameter, ValidateRange(1, int.MaxValue)]
    public int? MaxRequestsPerMinute { get; set; }

    /// <inheritdoc/>
    private protected override IReadOnlyList<string> PassedOn { get; } =
    [
        nameof(NameColumn), nameof(EmailColumn), nameof(AttributeColumn), nameof(KeepColumn), nameof(IdentityColumn), nameof(RetryUnknown), nameof(ThrottleLimit),
        nameof(MaxRetryCount), nameof(OutageTimeoutSec), nameof(MaxRequestsPerMinute),
    ];

    /// <inheritdoc/>
    private protected override string[] Kept => KeepColumn;
}
