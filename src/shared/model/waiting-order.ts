/** The line after a job was put before another one, or behind all. */
export function movedBefore(line: readonly string[], jobId: string, before: string | null): string[] {
  const others = line.filter((id) => id !== jobId);
  const at = before === null ? others.length : others.indexOf(before);
  return others.toSpliced(at, 0, jobId);
}
