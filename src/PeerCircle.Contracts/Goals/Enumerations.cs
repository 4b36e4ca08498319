namespace PeerCircle.Contracts.Goals;

/// <summary>Where a goal stands. Dormant: three windows passed without a check-in; the next one wakes it.</summary>
public enum GoalState { Active, Paused, Dormant, Achieved, LetGo }

/// <summary>How one knows that a goal is reached: it is done or not, or a number comes to its target.</summary>
public enum MeasureKind { Done, Number }

/// <summary>How often its owner checks in on a goal.</summary>
public enum CadenceEvery { Day, Week, Month }

public enum CheckInStatus { OnTrack, AtRisk, OffTrack }

/// <summary>What an owner says to a missed check-in.</summary>
public enum MissedAnswer { OnIt, NeedHelp }
