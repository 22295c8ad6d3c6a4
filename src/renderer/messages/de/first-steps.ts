import type { Translation } from '../language.ts';

export const firstSteps: Translation<'firstSteps'> = {
  title: 'Erste Schritte',
  step: 'Schritt {place} von 3',
  chooseTitle: 'Etwas zum Lesen wählen',
  choose:
    'Legen Sie eine Diskette oder Disc ein; oder nehmen Sie eine Übungsdiskette, die keine Hardware braucht und keinen Schaden nehmen kann.',
  usePractice: 'Übungsdiskette verwenden',
  orDrive: 'In Laufwerk {letter} ist eine',
  startTitle: 'Das Lesen beginnen',
  start:
    'Laufwerk {letter}, {drive}, ist bereit. Geben Sie {medium, select, disc {der Disc} other {der Diskette}} eine Signatur, etwa AR-0001, wie sie auf dem Etikett stünde.',
  startNow: 'Lesen …',
  readTitle: 'Sie wird gelesen',
  read: 'Was sich leicht lesen lässt, kommt zuerst, Schäden später. Grün ist sicher. Sie können jederzeit anhalten: Nichts Gelesenes geht verloren.',
  showJob: 'Zusehen',
  doneTitle: 'Ihr erstes Image ist da',
  done: 'Es steht im Katalog, mit seinen Beweisen. Sehen Sie seine Dateien an, oder legen Sie die nächste Diskette ein.',
  haltedTitle: 'Es hält vorerst an',
  halted: 'Was gelesen wurde, ist behalten. Der Auftrag sagt, was geschah und was sich tun lässt.',
  seeFiles: 'Dateien ansehen',
  finish: 'Fertig',
  skip: 'Erste Schritte überspringen',
};
