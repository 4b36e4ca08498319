using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using PeerCircle.Core.Conversations;
using PeerCircle.Core.Storage;

namespace PeerCircle.Server.Tests.Conversations.Crowds;

/// <summary>Passes every call on to the real one, and counts it.</summary>
[SuppressMessage("Performance", "CA1852", Justification = "The proxy is made as a subtype.")]
internal class Counted<T> : DispatchProxy where T : class
{
    private T? _real;
    private Counts? _counts;

    public static T Of(T real, Counts counts)
    {
        var proxy = Create<T, Counted<T>>();
        ((Counted<T>)(object)proxy)._real = real;
        ((Counted<T>)(object)proxy)._counts = counts;
        return proxy;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var (method, counts) = (targetMethod ?? throw new InvalidOperationException("No method."), _counts ?? throw new InvalidOperationException("Not made by Of."));
        var answer = method.Invoke(_real, BindingFlags.DoNotWrapExceptions, null, args, null);
        switch (answer)
        {
            case IConversationLog log: return Counted<IConversationLog>.Of(log, counts);
            case IDocumentStore documents: return new CountedDocuments(documents, counts);
            case Task task:
                counts.Add(method.Name, 1, 0);
                _ = task.ContinueWith(done => counts.Add(method.Name, 0, ItemsOf(done)), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
                return answer;
            default: return answer;
        }
    }

    private static int ItemsOf(Task done) => done.GetType().GetProperty("Result")?.GetValue(done) is ICollection { Count: var count } ? count : 0;
}
