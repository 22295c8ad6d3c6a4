import type { Translation } from '../language.ts';

export const care: Translation<'care'> = {
  sound: 'Ist er in Ordnung?',
  quick: 'Kurze Prüfung',
  full: 'Jede Seite',
  soundAt: 'in Ordnung am {at}',
  never: 'noch nicht',
  checkQuick: 'Jetzt prüfen',
  checkFull: 'Jede Seite prüfen',
  checking: 'Wird geprüft\u2026',
  isSound: 'Der Katalog ist in Ordnung',
  backups: 'Sicherungen',
  folder:
    '{count, plural, =0 {noch keine Sicherung} one {# Sicherung} other {# Sicherungen}}, {size}, zuletzt {at}',
  allBackups: '{count, plural, one {# Sicherung} other {# Sicherungen}}, die neueste zuerst',
  backUp: 'Jetzt sichern',
  backingUp: 'Wird gesichert\u2026',
  restore: 'Zurückspielen\u2026',
  restoreOf: 'Sicherung vom {at} zurückspielen',
  restoreTitle: 'Sicherung zurückspielen',
  restoreWhat:
    'Der Katalog wird, was er war, als diese Sicherung entstand. Was jetzt da ist, wird nicht gelöscht: Es bleibt als eigene Datei daneben. Image-Dateien werden nicht angerührt; Aufträge und Einstellungen bleiben, wie sie sind.',
  madeAt: 'Entstanden',
  size: 'Größe',
  file: 'Datei',
  comparing: 'Die Sicherung wird mit dem Katalog verglichen\u2026',
  same: 'Seither wurde nichts erfasst: Sie sagt, was der Katalog sagt.',
  lacksDumps: '{count, plural, one {# Abbild} other {# Abbilder}}, seither erfasst: {names}',
  lacksCarriers: '{count, plural, one {# Datenträger} other {# Datenträger}}, seither beschrieben: {names}',
  lacksEvents: '{count, plural, one {# Ereignis} other {# Ereignisse}} seither',
  goneDumps: '{count, plural, one {# Abbild, das} other {# Abbilder, die}} der Katalog nicht mehr hat',
  goneCarriers:
    '{count, plural, one {# Datenträger, den} other {# Datenträger, die}} der Katalog nicht mehr hat',
  leaves: 'Was den Katalog verlassen würde',
  comesBack: 'Was zurückkäme',
  again:
    'Abbilder kommen aus ihren Ordnern zurück: im Katalog mit „Abbilder einlesen“. Seither geschriebene Beschreibungen stehen nur in der Datei, die aufgehoben wird.',
  sure: 'Ja, zurück zum {at}',
  doRestore: 'Zurückspielen',
  restoring: 'Wird zurückgespielt\u2026',
  isRestored:
    'Der Katalog ist wieder der vom {at}: {dumps, plural, one {# Abbild} other {# Abbilder}}, {events, plural, one {# Ereignis} other {# Ereignisse}}.',
  formerIs: 'Was vorher da war, ist aufgehoben als {path}.',
  andMore: '{names} und {count} weitere',
  join: 'Mit einem anderen Katalog vereinen',
  joinWhat:
    'Übernimmt, was ein anderer Arbeitsplatz verzeichnet hat. Wo beide Verschiedenes sagen, bleibt dieser Katalog, wie er ist, und der Unterschied wird gezeigt.',
  joinFolder: 'Ordner',
  joinFile: 'Datei des anderen Katalogs',
  joinLook: 'Ansehen, was er brächte',
  joinDo: 'Vereinen',
  joined: 'Vereint.',
  joinWould:
    'Er brächte {added, plural, one {# neue Zeile} other {# neue Zeilen}}, {changed, plural, one {# Änderung} other {# Änderungen}}, {removed, plural, one {# Streichung} other {# Streichungen}}, {dumps, plural, one {# Abbild} other {# Abbilder}} und {events, plural, one {# Ereignis} other {# Ereignisse}}.',
  conflicts:
    '{count, plural, one {# Widerspruch bleibt hier, wie er ist} other {# Widersprüche bleiben hier, wie sie sind}}:',
  conflict: '{name}, {field}: hier {ours}, dort {theirs}',
  nothing: 'nichts',
};
