import type { Translation } from '../language.ts';

export const decision: Translation<'decision'> = {
  label: 'Entscheidung',
  stalled:
    '{share} ungelesen ({unread, plural, one {# Sektor} other {# Sektoren}}) nach {passes, plural, one {# Durchgang} other {# Durchgängen}}.',
  stalledFiles:
    '{share} ungelesen ({unread, plural, one {# Sektor} other {# Sektoren}}) nach {passes, plural, one {# Durchgang} other {# Durchgängen}}, {files, plural, =0 {keine Datei} one {# Datei} other {# Dateien}} betroffen.',
  gains: 'So wie bisher gewinnt der nächste Durchgang etwa {sectors} Sektoren in {time}.',
  nothing: 'Die bisherigen Durchgänge haben nichts gewonnen; ein weiterer dauert etwa {time}.',
  unknown: 'Was der nächste Durchgang gewinnt, ist unbekannt: Die bisherigen sagen zu wenig.',
  readOn: 'Weiterlesen',
  readOnNote: 'Die verlangten Durchgänge gehen weiter; nach dem nächsten wird wieder gefragt',
  anotherPass: 'Noch ein Durchgang',
  anotherPassNote: 'Liest unter demselben Namen noch einmal, was noch ungelesen ist',
  otherDrive: 'Anderes Laufwerk\u2026',
  otherDriveNote:
    'Stellt den Auftrag zurück und geht in einem anderen Laufwerk weiter, das vielleicht liest, was dieses nicht liest',
  park: 'Zurückstellen',
  parkNote: 'Gibt das Laufwerk frei; alles Gelesene bleibt, und der Auftrag lässt sich fortsetzen',
  parked: 'Zurückgestellt. Alles Gelesene bleibt; jederzeit fortsetzen.',
  accept: 'Annehmen',
  acceptNote:
    'Beendet das Lesen und macht die Dateien; was ungelesen ist, wird gefüllt und als solches benannt',
  otherDriveTitle: 'In einem anderen Laufwerk weitermachen',
  otherDriveHow: 'Was gelesen ist, bleibt. Dort wird nur gelesen, was noch ungelesen ist.',
  drive: 'Laufwerk',
  noOther: 'Kein anderes Laufwerk hier nimmt einen solchen Datenträger.',
  busyWith: 'beschäftigt mit {name}',
  parkFirst: 'Zurückstellen, damit der Datenträger frei wird',
  readThere: 'Der Datenträger liegt darin: weiterlesen',
  onTile: 'Stockt: {share} ungelesen',
};
