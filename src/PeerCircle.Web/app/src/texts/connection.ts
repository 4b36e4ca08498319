export const connection = {
  offline: "You are offline. What you write is kept and sent when you are back.",
  retry: "Connect now",
  connecting: "Connecting",
} as const;
