export const home = {
  title: (firstName: string) => `Good to see you, ${firstName}`,
  nothingNew: "You have read everything. Here is what else you can do.",
  news: "New since you were here",
  moreNews: (count: number) => (count === 1 ? "And one more conversation." : `And ${count} more conversations.`),
  begin: "Begin something",
  ways: {
    profile: { title: "Say who you are", note: "Others find you by what you do and what you work towards." },
    mentor: { title: "Find somebody to ask", note: "Mentors and peers by topic, field and organisation." },
    room: { title: "Join an advice room", note: "Questions about one topic, open to everybody here." },
    circle: { title: "Start a circle", note: "A few peers who keep each other going." },
  },
} as const;
