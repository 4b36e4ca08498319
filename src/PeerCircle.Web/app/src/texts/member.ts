export const member = {
  unknown: "There is nobody here by this address. They may have left the network.",
  towards: "Works towards",
  roles: { moderator: "Moderator of the network", administrator: "Administrator of the network" },
  deactivated: "This account is deactivated. What they wrote stays.",
  editOwn: "Change your profile",
  localTime: "Their time",
  zone: (zone: string, ahead: number) => `${zone}, ${ahead === 0 ? "the same as yours" : `${hours(Math.abs(ahead))} ${ahead > 0 ? "ahead of" : "behind"} you`}`,
  sharedCircles: "Circles you share",
} as const;

function hours(minutes: number): string {
  const whole = Math.floor(minutes / 60);
  const rest = minutes % 60;
  const parts = [whole > 0 && (whole === 1 ? "1 hour" : `${whole} hours`), rest > 0 && `${rest} minutes`].filter(Boolean);
  return parts.join(" ");
}
