export const emoji = {
  title: "Choose an emoji",
  search: "Search emoji",
  grid: "Emoji",
  found: (count: number) => (count === 0 ? "No emoji found" : count === 1 ? "1 emoji found" : `${count} emoji found`),
  none: "Nothing by that name. Try another word.",
  hint: "Pick one, or search by a word",
  failed: "The emoji could not be loaded.",
  recent: "Lately",
  groups: ["Faces", "People", "", "Animals and nature", "Food and drink", "Travel and places", "Activities", "Things", "Signs", "Flags"],
} as const;
