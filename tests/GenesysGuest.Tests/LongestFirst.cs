using Xunit.Abstractions;

[assembly: TestCollectionOrderer("GenesysGuest.Tests.LongestFirst", "GenesysGuest.Tests")]

namespace GenesysGuest.Tests;

/// <summary>Starts the Pester suite before all other tests, because it takes longest and runs in processes of its own.</summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderByDescending(collection => collection.DisplayName.Contains(nameof(PesterSuite), StringComparison.Ordinal));
}
