/** Event types of the Library of Congress (id.loc.gov/vocabulary/preservation/eventType), code and term. */
const terms: Readonly<Record<string, string>> = {
  acc: 'accession',
  app: 'appraisal',
  cap: 'capture',
  cre: 'creation',
  dea: 'deaccession',
  del: 'deletion',
  ffa: 'forensic feature analysis',
  fil: 'filename change',
  fix: 'fixity check',
  for: 'format identification',
  ima: 'imaging',
  ipc: 'information package creation',
  mee: 'metadata extraction',
  mem: 'metadata modification',
  mes: 'message digest calculation',
  mig: 'migration',
  qua: 'quarantine',
  rec: 'recovery',
  rep: 'replication',
  tra: 'transfer',
  unq: 'unquarantine',
  val: 'validation',
  vir: 'virus check',
};

export const eventTypeVocabulary = 'http://id.loc.gov/vocabulary/preservation/eventType';

/** The term of a code; the code itself where the vocabulary has none. */
export function eventTerm(code: string): string {
  return terms[code] ?? code;
}

export function isEventCode(code: string): boolean {
  return Object.hasOwn(terms, code);
}
