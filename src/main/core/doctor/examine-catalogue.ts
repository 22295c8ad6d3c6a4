import type { DoctorLine } from '../../../shared/model/doctor.ts';
import { counted, countWords } from '../../../shared/words.ts';
import type { CatalogueFacts } from './station-facts.ts';

const toldFindings = 5;

export function examineCatalogue(catalogue: CatalogueFacts): DoctorLine {
  const what = 'Catalogue';
  switch (catalogue.kind) {
    case 'none':
      return { area: 'catalogue', what, state: 'ok', found: 'not used in this run', mend: null };
    case 'not-made':
      return {
        area: 'catalogue',
        what,
        state: 'ok',
        found: `none yet; the first job makes ${catalogue.path}`,
        mend: null,
      };
    case 'refused':
      return {
        area: 'catalogue',
        what,
        state: 'missing',
        found: catalogue.message,
        mend: 'Put a backup back (spindle catalogue restore), or move the file aside, keep it, and make a new catalogue from the sidecars: spindle catalogue rebuild FOLDER',
      };
    case 'checked':
      return catalogue.findings.length === 0
        ? {
            area: 'catalogue',
            what,
            state: 'ok',
            found: `${catalogue.path} is sound: ${counted(catalogue.dumps, 'dump')}, ${counted(catalogue.events, 'event')} in an unbroken chain`,
            mend: null,
          }
        : {
            area: 'catalogue',
            what,
            state: 'attention',
            found: findingsWords(catalogue.path, catalogue.findings),
            mend: 'Keep a copy of the file, then see everything with: spindle catalogue check. The sidecars beside the dumps can make it again.',
          };
  }
}

function findingsWords(path: string, findings: readonly string[]): string {
  const more = findings.length - toldFindings;
  const told = findings.slice(0, toldFindings).join(' ');
  return `${path}: ${told}${more > 0 ? ` And ${countWords(more)} more.` : ''}`;
}
