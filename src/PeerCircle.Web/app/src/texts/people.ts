export const people = {
  title: "People and mentors",
  find: "What do you need a hand with",
  findHint: "A name, a field, an organisation",
  topic: "Topic",
  field: "Field",
  mentors: "Mentors only",
  none: "Nobody matches. Try fewer words.",
  write: "Write",
  writeTo: (name: string) => `Write to ${name}`,
  mentorsIn: (topics: string) => `Mentors in ${topics}`,
  topics: "Mentors in",
  isMentor: "Open to mentoring",
} as const;
