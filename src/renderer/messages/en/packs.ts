/** Packs of facts about discs. */
export const packs = {
  title: 'Packs',
  none: 'No packs yet',
  noneWhy:
    'A pack is a file of facts about discs: answers of AccurateRip, titles of MusicBrainz or CDDB. With it, Spindle checks rips against those of others and names discs without any network. Nothing of it is written into a record by itself.',
  sum: '{packs, plural, one {# pack} other {# packs}} with {facts, plural, one {# fact} other {# facts}}. Each fact is shown with the date it was taken.',
  import: 'Import a pack\u2026',
  importTitle: 'Import a pack',
  importWhat:
    'A pack as Spindle gives it out, or an answer of AccurateRip (dBAR-\u2026.bin). Another edition takes the place of the former.',
  imported: '{name} ({date}): {count, plural, one {# fact} other {# facts}}.',
  importedOver:
    '{name} ({date}): {count, plural, one {# fact} other {# facts}}, in place of the edition of {former}.',
  importedSame: '{name} was here already, byte for byte.',
  columnPack: 'Pack',
  columnSource: 'From',
  columnLicence: 'Licence',
  columnDate: 'Facts of',
  columnFacts: 'Facts',
  columnImported: 'Imported',
  remove: 'Remove',
  removed: '{name} is forgotten. No dump was touched.',
  looking: 'Holding the discs of the collection against this pack\u2026',
  matched:
    '{count, plural, =0 {It knows no disc of this collection.} one {It knows # disc of this collection.} other {It knows # discs of this collection.}}',
  first: 'The newest {count} are shown.',
  musicbrainz: 'MusicBrainz: {what}',
  cddb: 'CDDB: {what}',
  ripAll: 'AccurateRip: every track matches {count, plural, one {# other rip} other {# other rips}} at least',
  ripSome: 'AccurateRip: {matching} of {total} tracks match other rips, the others differ',
  ripNone: 'AccurateRip: the disc is known, its tracks differ',
} as const;
