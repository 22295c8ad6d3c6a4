import type { Translation } from '../language.ts';

export const bench: Translation<'bench'> = {
  title: 'Werkbank',
  driveCount: '{count, plural, one {# Laufwerk} other {# Laufwerke}}',
  addPractice: 'Übungslaufwerk hinzufügen',
  lookAgain: 'Neu suchen',
  noDrive: 'Kein Laufwerk angeschlossen',
  noDrivePlug:
    'Schließen Sie ein optisches Laufwerk, ein Diskettenlaufwerk oder einen Kartenleser an; das Gerät erscheint hier von selbst.',
  noDrivePractise:
    'Zum Üben, ohne einen Datenträger zu gefährden, fügen Sie ein Übungslaufwerk hinzu: Es verhält sich wie ein echtes, mit echten Schäden.',
  practice: 'Übung',
  removePractice: '{drive} von der Werkbank nehmen',
  notImaged: 'Wird nicht ausgelesen: Das laufende System oder Spindle selbst arbeitet darauf.',
  writeProtected: 'schreibgeschützt',
  writable: 'beschreibbar',
  insert: '{carrier, select, disc {Disc einlegen} other {Datenträger einlegen}}',
  lookFor: '{carrier, select, disc {Disc suchen} other {Datenträger suchen}}',
  ready: 'Bereit',
  start: 'Auslesen…',
  startAnother: 'Anderen auslesen…',
  startNext: 'Nächsten auslesen…',
  left: 'Rest',
  speed: 'Tempo',
  bad: 'nicht lesbar',
  resume: 'Fortsetzen',
  kiosk: 'Fernansicht',
  leaveKiosk: 'Verlassen',
  kioskTitle: 'Werkbank, Fernansicht',
  kioskLeft: 'noch {time}',
  kioskBad: '{count, plural, other {# nicht lesbar}}',
  systemDisk: 'Wird nicht ausgelesen',
  practiceNote:
    'Ein Laufwerk aus Software, mit eingelegtem Datenträger. Es liest, wird langsam und scheitert wie ein echtes.',
};
