/** Variables with which whoever started us could make a child load other code, open a debugger or change its role. */
const refused = /^(NODE_|ELECTRON_|DYLD_|LD_PRELOAD$|LD_AUDIT$|VSCODE_INSPECTOR_OPTIONS$)/i;

/** The environment of a program we start: ours, without what steers the runtime itself. */
export function cleanEnvironment(from: NodeJS.ProcessEnv = process.env): Record<string, string> {
  return Object.fromEntries(
    Object.entries(from).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && !refused.test(entry[0]),
    ),
  );
}
