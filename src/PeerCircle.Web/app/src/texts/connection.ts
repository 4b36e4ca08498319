export const connection = {
  offline: "You are offline. What you write is kept and sent when you are back.",
  nextTry: (seconds: number) => `Next try in ${seconds} s.`,
  trying: "Trying now.",
  retry: "Connect now",
  connecting: "Connecting",
} as const;
