import type { Translation } from '../language.ts';

export const contents: Translation<'contents'> = {
  files: 'Dateien',
  elsewhere: 'Anderswo',
  noDump: 'Er wurde noch nicht abgebildet',
  noDumpHelp: 'Was darauf ist, ist bekannt, sobald ein Abbild da ist.',
  ofDump: 'Aus dem Abbild, das für den Datenträger steht: {name}.',
  openInside: 'Abbild öffnen',
  entries: '{count, plural, one {# Eintrag} other {# Einträge}}',
  hurt: '{count, plural, one {# davon von ungelesenen Sektoren betroffen} other {# davon von ungelesenen Sektoren betroffen}}',
  onlyHurt: 'Nur Betroffenes',
  noneHurt: 'Nichts von dem, was aufgelistet ist, ist betroffen.',
  notListed: 'Die Dateien darin sind noch nicht aufgelistet',
  notListedHelp: 'Es wurde noch nicht hineingesehen, also sind weder Namen noch Schäden bekannt.',
  list: 'Dateien auflisten',
  listing: 'Wird aufgelistet\u2026',
  failed: 'Das Abbild konnte nicht aufgelistet werden: {why}',
  outdated: 'Das Abbild wurde seit dieser Liste verbessert.',
  listAgain: 'Neu auflisten',
  partly: 'Die Liste ist nicht vollständig: {why}',
  noEntries: 'Es wurden keine Dateien darin gefunden.',
  name: 'Name',
  size: 'Größe',
  modified: 'Geändert',
  state: 'Zustand',
  damaged: 'beschädigt',
  unread: 'ungelesen',
  more: 'Mehr zeigen',

  lists: 'In Listen anderer',
  noLists: 'Es sind keine Listen da, also ist nichts gesagt. Listen kommen unter Prüfungen herein.',
  inNone:
    'In keiner der {count, plural, one {# Liste, die} other {# Listen, die}} hier sind. Das spricht nicht gegen das Abbild: vielleicht steht es in keiner, oder in einer, die nicht hier ist.',
  full: 'So, wie die Liste es hat: jede Datei des Satzes stimmt in Größe und SHA-1 überein.',
  fullNote:
    'Jemand anderes hat dieselben Bytes gelesen. Was beide nicht lesen konnten, ist damit nicht gesagt.',
  multiple: 'Mehrere Sätze sind dieselben Bytes, und das Abbild ist jeder von ihnen.',
  partial:
    'Nur zum Teil. Einiges stimmt mit einer Liste in Größe und SHA-1 überein, anderes nicht: eine andere Ausgabe, ein Fehler im Abbild oder einer in der Liste.',
  inSet: '{game} in {list}',
  agrees: '{hit} von {total} Dateien stimmen überein',
  missing: 'nicht im Abbild: {names}',
  unlisted: 'nicht in der Liste: {names}',
  badCopy: 'die Liste nennt ihr eigenes Exemplar schlecht gelesen',
  list2: '{name} ({edition})',

  sameTitle: 'Dieselben Dateien auf anderen Abbildern',
  notRead:
    'Was diese Dateien enthalten, wurde nicht gelesen, also weiß niemand, ob sie auch anderswo sind. Namen allein sagen es nicht.',
  read: 'Inhalte lesen',
  reading: 'Inhalte werden gelesen\u2026',
  known:
    '{shared} von {known, plural, one {# Datei} other {# Dateien}} mit bekanntem Inhalt sind auch auf anderen Abbildern.',
  knownNote:
    'Nach SHA-256 mit den Abbildern verglichen, deren Inhalte gelesen wurden. Dateien, die nicht ganz gelesen werden konnten, sind nicht verglichen.',
  noneShared: 'Keine davon fand sich auf einem anderen Abbild, dessen Inhalte gelesen wurden.',
  copies: '{count, plural, one {# Kopie anderswo} other {# Kopien anderswo}}',
  moreCopies: 'und {count} weitere',
};
