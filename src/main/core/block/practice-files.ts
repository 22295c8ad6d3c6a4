/** What stands on practice carriers: texts of an archive, made so that what is lost of them shows. */

export interface PracticeFile {
  /** 8.3, upper case. */
  readonly name: string;
  readonly content: Uint8Array;
}

const crlf = '\r\n';

export function textFile(name: string, ...lines: string[]): PracticeFile {
  return { name, content: new TextEncoder().encode(lines.join(crlf) + crlf) };
}

/** A file of numbered lines: what is lost of it can be seen. */
export function ledger(name: string, title: string, entries: number): PracticeFile {
  const lines = Array.from({ length: entries }, (_, index) => {
    const number = String(index + 1).padStart(5, '0');
    return `${number}  ${title}, box ${1 + (index % 24)}, folder ${1 + (index % 11)}, leaf ${1 + (index % 60)}`;
  });
  return textFile(name, title, '='.repeat(title.length), ...lines);
}

/** @param carrier what people call it: disk, disc */
export function readMe(carrier: string): PracticeFile {
  return textFile(
    'README.TXT',
    `A practice ${carrier}. Nothing on it is the only copy of anything.`,
    '',
    'LEDGER.TXT and INDEX.TXT have numbered lines, so that a gap shows.',
    `LETTER.TXT is short and lies near the start of the ${carrier}.`,
  );
}

export const letter = textFile(
  'LETTER.TXT',
  'Dear colleague,',
  '',
  'the disks of the estate came today in three shoe boxes, unsorted and unlabelled for the most part.',
  'Please image them before anybody opens a file: some were kept in the boathouse.',
  '',
  'With kind regards, the reading room',
);
