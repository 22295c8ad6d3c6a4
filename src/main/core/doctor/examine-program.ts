import type { DoctorLine } from '../../../shared/model/doctor.ts';
import type { PartFacts, ProgramFacts } from './station-facts.ts';

/** What the program is written for and tested on. */
const neededNodeMajor = 24;

export function examineProgram(program: ProgramFacts): DoctorLine[] {
  const { version, nodeVersion, electronVersion, system } = program;
  const inside = electronVersion === null ? '' : ` in Electron ${electronVersion}`;
  return [
    { area: 'program', what: 'Spindle', state: 'ok', found: `${version} on ${system}`, mend: null },
    Number.parseInt(nodeVersion, 10) >= neededNodeMajor
      ? { area: 'program', what: 'Node', state: 'ok', found: `${nodeVersion}${inside}`, mend: null }
      : {
          area: 'program',
          what: 'Node',
          state: 'attention',
          found: `${nodeVersion}${inside}; the program is tested on ${neededNodeMajor}`,
          mend: `Start it as "spindle", which brings its own Node ${neededNodeMajor}.`,
        },
    partLine('System calls (koffi)', program.systemCalls, 'no drive can be read'),
    partLine('Database (SQLite)', program.database, 'there is no catalogue'),
  ];
}

function partLine(what: string, part: PartFacts, without: string): DoctorLine {
  if (part.loads) return { area: 'program', what, state: 'ok', found: part.version, mend: null };
  return {
    area: 'program',
    what,
    state: 'missing',
    found: `does not load, so ${without}: ${part.why}`,
    mend: 'Install Spindle again on this very machine: the part is chosen for its system and processor (npm ci in a checkout).',
  };
}
