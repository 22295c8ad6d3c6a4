/** Files with names as the world has them: every direction of writing, as long as a name can be, and some that are meant to deceive. */
import { type MadeImage, madeImage } from './made-image.ts';

/** 255 bytes of UTF-8, what most filesystems allow. */
export const longest = {
  withoutBlank: `${'a'.repeat(251)}.txt`,
  threeBytesEach: `${'電'.repeat(83)}.jpeg`.padEnd(87, 'x'),
} as const;

/** What a name is, and how it stands on the screen; null where it stands as it is. */
export const worldNames: readonly (readonly [name: string, shown: string | null])[] = [
  ['Übergabe – Ω ž.txt', null],
  ['Протокол заседания.doc', null],
  ['Πρακτικά 1994.doc', null],
  ['פרוטוקול 1994.txt', null],
  ['محضر الجلسة 7.txt', null],
  ['बैठक का विवरण.txt', null],
  ['รายงานการประชุม.txt', null],
  ['報告書 東京駅前.txt', null],
  ['회의록.hwp', null],
  ['👩‍🚀 mission 🇫🇮.png', null],
  ['invoice\u202egpj.exe', 'invoice\u2039U+202E\u203agpj.exe'],
  ['red \u001b[31mname.txt', 'red \u2039U+001B\u203a[31mname.txt'],
  ['two\nlines.txt', 'two\u2039U+000A\u203alines.txt'],
  ['c1 \u009b2J.txt', 'c1 \u2039U+009B\u203a2J.txt'],
  [longest.withoutBlank, null],
  [longest.threeBytesEach, null],
];

export function worldOfNames(): MadeImage {
  const content = new TextEncoder().encode('The minutes of a meeting.\r\n');
  return madeImage([
    {
      type: 'UDF',
      label: 'שלום \u202edlrow',
      entries: worldNames.map(([name]) => ({ name, content, modified: '1994-05-06T07:08:00' })),
    },
  ]);
}
