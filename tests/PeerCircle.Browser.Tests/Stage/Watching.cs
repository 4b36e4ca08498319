using Microsoft.Playwright;
using PeerCircle.Browser.Tests.Accessibility;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace PeerCircle.Browser.Tests.Stage;

/// <summary>What watches every journey does see what it watches for.</summary>
public sealed class Watching(Chromium chromium) : Journeys(chromium)
{
    [Fact]
    public async Task A_refused_script_a_thrown_error_and_an_image_without_words_are_found()
    {
        var (ada, _, _) = await Scene.TwoInACircleAsync();
        Assert.Empty(ada.Faults.Unexpected);
        await ada.Page.EvaluateAsync(
            """
            () => {
              const script = document.createElement('script');
              document.body.append(Object.assign(document.createElement('img'), { src: '//elsewhere.example/picture' }), script);
              script.append('document.title = "ran"');
              setTimeout(() => { throw new Error('on purpose'); });
            }
            """);
        await ada.SayAsync("Still here.");
        await ada.SeesAsync("Still here.");
        await Expect(ada.Page).Not.ToHaveTitleAsync("ran");
        Assert.Contains(ada.Faults.Unexpected, fault => fault.Contains("Content Security Policy", StringComparison.Ordinal));
        Assert.Contains(ada.Faults.Unexpected, fault => fault.Contains("TrustedScript", StringComparison.Ordinal));
        Assert.Contains(ada.Faults.Unexpected, fault => fault.Contains("on purpose", StringComparison.Ordinal));
        Assert.Contains(await Axe.ViolationsAsync(ada, "here", ColorScheme.Light), violation => violation.StartsWith("here: image-alt", StringComparison.Ordinal));
        ada.Faults.Expect("Content Security Policy|TrustedScript|on purpose");
    }
}
