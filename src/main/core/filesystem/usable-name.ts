/** A name that can be part of a path: what separates names, or is none, is replaced. */
export function usableName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL ends names everywhere
  const usable = /[/\u0000]/.test(name) ? name.replace(/[/\u0000]/g, '_') : name;
  return usable === '' || usable === '.' || usable === '..' ? `[${usable || 'no name'}]` : usable;
}
