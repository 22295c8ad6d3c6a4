/** A dump replayed as a drive: its address is this and the path of its sidecar or store. */
export const rehearsalPrefix = 'sim:dump:';

/** What is read from one is practice: no catalogue records it unless a person imports it. */
export function isRehearsal(address: string): boolean {
  return address.startsWith(rehearsalPrefix);
}
