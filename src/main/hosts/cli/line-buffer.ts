/** Lines by the hundred instead of one by one: a listing can have a hundred thousand of them. */

const flushCharacters = 64 * 1024;

export interface LineBuffer {
  add(line: string): void;
  flush(): void;
}

export function lineBuffer(write: (text: string) => void): LineBuffer {
  let lines: string[] = [];
  let characters = 0;
  function flush(): void {
    if (lines.length > 0) write(lines.join('\n'));
    lines = [];
    characters = 0;
  }
  return {
    add(line) {
      lines.push(line);
      characters += line.length;
      if (characters >= flushCharacters) flush();
    },
    flush,
  };
}
