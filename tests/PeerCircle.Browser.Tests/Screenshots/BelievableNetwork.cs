using PeerCircle.Browser.Tests.Stage;
using PeerCircle.Contracts.Accounts;
using PeerCircle.Contracts.Rooms;
using PeerCircle.Contracts.Wire;

namespace PeerCircle.Browser.Tests.Screenshots;

/// <summary>A small network of people who have talked for a few days, all of it said over the API at its hour.</summary>
internal sealed class BelievableNetwork(Network network, ShiftedTime clock, CancellationToken cancellation)
{
    public const string Ada = "Ada Brook", Ben = "Ben Okoye", Mara = "Mara Lind", Yusuf = "Yusuf Demir", Ines = "Inés Prado", Carl = "Carl Weiss";

    // The day whose nine o'clock was the last one, so that nothing is said in the future.
    private static readonly DateTimeOffset Today = DateTimeOffset.Now.AddHours(-9) - DateTimeOffset.Now.AddHours(-9).TimeOfDay;

    public ConversationId Circle { get; private set; }

    public MessageId Question { get; private set; }

    public string InviteUrl { get; private set; } = "";

    public async Task BuildAsync()
    {
        At(-6, 9, 0);
        await PersonAsync(Ada, "I lead a clinic of twelve", "Health care", "Brook Street Practice", "Hiring", "Rotas");
        await PersonAsync(Ben, "Practice manager, learning to say no", "Health care", "Okoye & Partners");
        await PersonAsync(Mara, "Twenty years of grants, now helping others write theirs", "Charities", "Lind Advice", "Fundraising", "Boards");
        await PersonAsync(Yusuf, "Building a second team from scratch", "Software", "Demir Systems", "First-time leads");
        await PersonAsync(Ines, "Runs three bakeries and one orchestra", "Food", "Pan y Prado", "Cash flow", "Hiring");
        await PersonAsync(Carl, "Head of nursing, nights and weekends", "Health care", "Weiss Home Care");
        await TalkAsync();
        clock.Back = TimeSpan.Zero;
        InviteUrl = (await network[Ada].Client.Circles.InviteAsync((await network[Ada].Client.Circles.ListAsync(cancellation)).Single().Id, new(), cancellation)).Url;
    }

    /// <summary>In the order of time: what is stored never gets earlier.</summary>
    private async Task TalkAsync()
    {
        At(-5, 10, 0);
        var hiring = (await RoomAsync(Yusuf, "Hiring and onboarding", "Finding people, and the first ninety days.", "people", "interviews")).ConversationId;
        await RoomAsync(Ines, "Money in small places", "Cash flow, prices and the month that is too long.", "finance");
        await RoomAsync(Mara, "Boards and trustees", "Working with a board that means well.", "boards", "charities");
        await RoomAsync(Carl, "Nights and weekends", "For those whose Monday is a Saturday.", "rotas");

        At(-3, 9, 10);
        var circle = await network.CircleAsync("Clinic leads", "Leading a small clinic without doing it alone.", network[Ada], network[Ben], network[Carl], network[Ines]);
        Circle = circle.ConversationId;
        await SayAsync(-3, 9, 14, Ada, "Welcome, all. I thought we could use this for what we would otherwise carry home.");
        await SayAsync(-3, 9, 31, Ben, "Then I begin: two people gave notice in one week. I know the reasons, and I still do not sleep.");
        var notice = await SayAsync(-3, 9, 40, Carl, "That happened to us in spring. What helped was saying it to the team before the corridor did.");
        await ReactAsync(notice, "🙏", Ben, Ada, Ines);
        await SayAsync(-3, 12, 5, Ines, "Same in a bakery, by the way. People forgive bad news. They do not forgive being the last to know.");

        var direct = await network[Ada].Client.Direct.OpenAsync(network[Mara].Id, cancellation);
        await SayInAsync(direct, -2, 10, 2, Ada, "May I ask you about our first grant? The form wants outcomes and I have stories.");
        await SayInAsync(hiring, -2, 11, 0, Yusuf, "What is the one question you always ask?");
        await SayInAsync(hiring, -2, 11, 25, Ada, "What they would change here after a month. Then I ring them after a month and ask again.");
        await SayInAsync(hiring, -1, 10, 4, Mara, "Whom they would bring along.");

        Question = await SayAsync(-1, 16, 2, Ben, "I told them today. Ten minutes, standing, no slides. Nobody left.");
        await ReactAsync(Question, "👏", Ada, Carl, Ines);
        await ReactAsync(Question, "❤️", Carl);
        await SayAsync(-1, 16, 3, Ben, "Two offered to take a late shift until we have hired. Has anyone an advert that worked for a practice nurse?");
        await ReplyAsync(-1, 16, 20, Carl, "That took some nerve. Ours from May led with the rota: fixed weeks, swaps by agreement.");
        await SayAsync(-1, 18, 45, Ada, "Standing and without slides is the part I shall copy.");

        await SayInAsync(direct, 0, 7, 55, Mara, "Send me two of the stories. The outcomes are in them.");
        await SayAsync(0, 8, 12, Carl, "Night was quiet. For once I read the whole thread with a coffee that was still warm.");
        var call = await SayAsync(0, 8, 30, Ada, "Shall we take twenty minutes on Thursday for the advert? Ben shares his screen, we all edit.");
        await ReactAsync(call, "👍", Ben, Carl, Ines);
        await SayAsync(0, 8, 41, Ines, "I am in. I bring the bread.");
    }

    private async Task PersonAsync(string name, string headline, string field, string organisation, params string[] topics)
    {
        var account = await network.AddAsync(name);
        var mentor = topics.Length > 0 ? new Mentor(true, topics) : null;
        await account.Client.Accounts.ChangeMeAsync(new ProfilePatch(Headline: headline, Field: field, Organisation: organisation, Mentor: mentor), cancellation);
    }

    private async Task<RoomFacts> RoomAsync(string creator, string name, string topic, params string[] tags)
    {
        var room = await network[creator].Client.Rooms.CreateAsync(new RoomBody(name, topic, tags), cancellation);
        string[] guests = name.StartsWith('H') ? [Ada, Mara, Carl] : [Ben];
        foreach (var guest in guests) await network[guest].Client.Rooms.JoinAsync(room.Id, cancellation);
        return room;
    }

    private Task<MessageId> SayAsync(int day, int hour, int minute, string who, string words) => SayInAsync(Circle, day, hour, minute, who, words);

    private Task<MessageId> ReplyAsync(int day, int hour, int minute, string who, string words) => SayInAsync(Circle, day, hour, minute, who, words, Question);

    private Task<MessageId> SayInAsync(ConversationId place, int day, int hour, int minute, string who, string words, MessageId? parent = null)
    {
        At(day, hour, minute);
        return network.PostAsync(network[who], place, words, parent);
    }

    private async Task ReactAsync(MessageId message, string emoji, params string[] people)
    {
        foreach (var name in people) await network[name].Client.Conversations.ReactAsync(Circle, message, emoji, true, cancellation);
    }

    private void At(int day, int hour, int minute) => clock.Back = DateTimeOffset.Now - Today.AddDays(day).AddHours(hour).AddMinutes(minute);
}
