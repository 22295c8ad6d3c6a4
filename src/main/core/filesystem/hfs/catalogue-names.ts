/** Names as people see them: the Macintosh separates by colons and allows the slash, which is shown as a colon. */

export function shownName(name: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: NUL ends names for every system that could keep them
  return name.replaceAll('/', ':').replace(/\u0000/g, '\u2400');
}

export function macRomanName(bytes: Uint8Array): string {
  return shownName(new TextDecoder('macintosh').decode(bytes));
}
