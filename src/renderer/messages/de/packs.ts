import type { Translation } from '../language.ts';

export const packs: Translation<'packs'> = {
  title: 'Pakete',
  none: 'Noch keine Pakete',
  noneWhy:
    'Ein Paket ist eine Datei mit Angaben zu Discs: Antworten von AccurateRip, Titel von MusicBrainz oder CDDB. Damit vergleicht Spindle ausgelesene Discs mit denen anderer und benennt sie ohne jedes Netz. Nichts davon wird von selbst in einen Datensatz geschrieben.',
  sum: '{packs, plural, one {# Paket} other {# Pakete}} mit {facts, plural, one {# Angabe} other {# Angaben}}. Jede Angabe wird mit dem Tag gezeigt, an dem sie entnommen wurde.',
  import: 'Paket einlesen\u2026',
  importTitle: 'Paket einlesen',
  importWhat:
    'Ein Paket, wie Spindle es ausgibt, oder eine Antwort von AccurateRip (dBAR-\u2026.bin). Eine andere Ausgabe tritt an die Stelle der bisherigen.',
  imported: '{name} ({date}): {count, plural, one {# Angabe} other {# Angaben}}.',
  importedOver:
    '{name} ({date}): {count, plural, one {# Angabe} other {# Angaben}}, anstelle der Ausgabe vom {former}.',
  importedSame: '{name} war schon hier, Byte für Byte.',
  columnPack: 'Paket',
  columnSource: 'Von',
  columnLicence: 'Lizenz',
  columnDate: 'Stand',
  columnFacts: 'Angaben',
  columnImported: 'Eingelesen',
  remove: 'Entfernen',
  removed: '{name} ist vergessen. Kein Abbild wurde angerührt.',
  looking: 'Die Discs der Sammlung werden mit diesem Paket verglichen\u2026',
  matched:
    '{count, plural, =0 {Es kennt keine Disc dieser Sammlung.} one {Es kennt # Disc dieser Sammlung.} other {Es kennt # Discs dieser Sammlung.}}',
  first: 'Die neuesten {count} werden gezeigt.',
  musicbrainz: 'MusicBrainz: {what}',
  cddb: 'CDDB: {what}',
  ripAll:
    'AccurateRip: jeder Titel stimmt mit mindestens {count, plural, one {# anderen} other {# anderen}} überein',
  ripSome: 'AccurateRip: {matching} von {total} Titeln stimmen mit anderen überein, die übrigen weichen ab',
  ripNone: 'AccurateRip: die Disc ist bekannt, ihre Titel weichen ab',
};
