/** A host listens for errors nobody caught; in a test it must not go on listening. */
const events = ['uncaughtException', 'unhandledRejection'] as const;

/** @returns what takes every listener away that was added since */
export function noteProcessListeners(): () => void {
  const before = new Map(events.map((event) => [event, process.listeners(event as 'exit')]));
  return () => {
    for (const event of events)
      for (const listener of process.listeners(event as 'exit'))
        if (!before.get(event)!.includes(listener)) process.off(event, listener);
  };
}
