using System.Management.Automation;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace GenesysGuest.Tests.Desktop;

/// <summary>Loads the module's build for Windows PowerShell as that does, has it do a little of everything, and prints what came of it.</summary>
internal static class Program
{
    private static async Task Main(string[] arguments)
    {
        (string module, string address, string clientId, string clientSecret) = (arguments[0], arguments[1], arguments[2], arguments[3]);
        Assembly cmdlets = Assembly.LoadFrom(Path.Combine(module, "netstandard2.0", "GenesysGuest.dll"));
        IModuleAssemblyInitializer assemblies = (IModuleAssemblyInitializer)Activator.CreateInstance(cmdlets.GetType("GenesysGuest.ModuleAssemblies", throwOnError: true)!)!;
        assemblies.OnImport();
        await UseAsync(address, clientId, clientSecret);
        foreach (Assembly assembly in AppDomain.CurrentDomain.GetAssemblies().Where(a => !a.IsDynamic && a.Location.StartsWith(module, StringComparison.Ordinal)))
        {
            Console.WriteLine($"loaded: {assembly.GetName().Name} {assembly.GetName().Version}");
        }
    }

    // A method of its own: the library is loaded when this is entered, after the resolver stands.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static async Task UseAsync(string address, string clientId, string clientSecret)
    {
        // RFC 7636, appendix B.
        Console.WriteLine($"challenge: {Pkce.FromVerifier("dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk").CodeChallenge}");

        using Connection connection = await Connection.OpenAsync(Grant.ClientCredentials(GenesysEnvironment.Parse(address), new(clientId, clientSecret)), new ConnectionOptions { UseProxy = false });
        Console.WriteLine($"connected: {connection}");

        Dictionary<string, string> attributes = new() { ["Quote"] = "\"one\"" };
        Guest guest = await connection.CreateGuestAsync(new GuestRequest("Zo\u00EB \U0001F389", "zoe@example.com", attributes));
        Console.WriteLine($"created: {guest.Id}");

        try
        {
            _ = new GuestRequest("Nobody", "nowhere");
        }
        catch (GenesysException exception)
        {
            Console.WriteLine($"refused: {exception.ErrorId}");
        }
    }
}
