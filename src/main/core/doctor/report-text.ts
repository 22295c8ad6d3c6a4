import type { DoctorArea, DoctorLine, DoctorReport, DoctorState } from '../../../shared/model/doctor.ts';

const stateMarks: Readonly<Record<DoctorState, string>> = {
  ok: 'ok       ',
  attention: 'attention',
  missing: 'missing  ',
};

const areaTitles: Readonly<Record<DoctorArea, string>> = {
  program: 'Program',
  drives: 'Drives',
  space: 'Disk space',
  catalogue: 'Catalogue',
};

/** Lines for people, in the order of the report; the same on a terminal and in a file that is sent. */
export function reportText({ lines }: DoctorReport): string[] {
  return lines.flatMap((line, index) => [
    ...(lines[index - 1]?.area === line.area ? [] : [...(index > 0 ? [''] : []), areaTitles[line.area]]),
    ...lineText(line),
  ]);
}

export function closingWords({ lines }: DoctorReport): string {
  const missing = lines.filter(({ state }) => state === 'missing').length;
  const attention = lines.filter(({ state }) => state === 'attention').length;
  if (missing + attention === 0) return 'Everything a station needs is here.';
  const parts = [
    missing > 0 ? `${missing} missing` : '',
    attention > 0 ? `${attention} ${attention === 1 ? 'wants' : 'want'} attention` : '',
  ];
  return `${parts.filter((part) => part !== '').join(', ')}; how to mend it stands below each.`;
}

function lineText({ what, state, found, mend }: DoctorLine): string[] {
  const first = `  ${stateMarks[state]}  ${printable(what)}: ${printable(found)}`;
  return mend === null ? [first] : [first, `             ${printable(mend)}`];
}

/** Names and messages come from devices and files: control characters would move the cursor of whoever reads them. */
function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, '\u{fffd}');
}
