using System.Management.Automation;
using System.Reflection;

namespace GenesysGuest.Tests.Modules;

/// <summary>A cmdlet as its class declares it.</summary>
internal sealed record CmdletClass(string Name, string Verb, Type Type, IReadOnlyList<CmdletParameter> Parameters, IReadOnlyList<Type> OutputTypes)
{
    /// <summary>The cmdlets of the module.</summary>
    public static IReadOnlyList<CmdletClass> All { get; } =
        [.. typeof(GenesysCmdlet).Assembly.GetTypes().Select(Of).OfType<CmdletClass>().OrderBy(cmdlet => cmdlet.Name, StringComparer.Ordinal)];

    public static CmdletClass Named(string name) => All.Single(cmdlet => cmdlet.Name == name);

    /// <summary>Their names, for theories.</summary>
    public static TheoryData<string> Names => [.. All.Select(cmdlet => cmdlet.Name)];

    /// <summary>Each parameter set with its parameters and what they are in it.</summary>
    public IEnumerable<IReadOnlyList<(CmdletParameter Parameter, ParameterPlace Place)>> ParameterSets()
    {
        List<string> sets = [.. Parameters.SelectMany(parameter => parameter.Places.Keys).Distinct().Where(set => set != CmdletParameter.AllSets)];
        foreach (string set in sets is [] ? [CmdletParameter.AllSets] : sets)
        {
            yield return
            [
                .. from parameter in Parameters
                   let place = parameter.Places.GetValueOrDefault(set) ?? parameter.Places.GetValueOrDefault(CmdletParameter.AllSets)
                   where place is not null
                   select (parameter, place),
            ];
        }
    }

    private static CmdletClass? Of(Type type)
    {
        if (type.GetCustomAttributesData().Of<CmdletAttribute>().FirstOrDefault() is not { } cmdlet)
        {
            return null;
        }

        string verb = (string)cmdlet.ConstructorArguments[0].Value!;
        IEnumerable<CmdletParameter> parameters = type.GetProperties().Select(CmdletParameter.Of).OfType<CmdletParameter>();
        if (cmdlet.Named("SupportsShouldProcess", false))
        {
            parameters = parameters.Concat(CmdletParameter.OfShouldProcess);
        }

        IEnumerable<Type> outputs = type.GetCustomAttributesData().Of<OutputTypeAttribute>()
            .SelectMany(attribute => (IReadOnlyCollection<CustomAttributeTypedArgument>)attribute.ConstructorArguments[0].Value!)
            .Select(argument => (Type)argument.Value!);
        return new($"{verb}-{cmdlet.ConstructorArguments[1].Value}", verb, type, [.. parameters], [.. outputs]);
    }
}
