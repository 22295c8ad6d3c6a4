import type { Translation } from '../language.ts';

export const care: Translation<'care'> = {
  sound: 'Ist er in Ordnung?',
  quick: 'Zuletzt in Ordnung',
  full: 'Jede Seite',
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
  restore:
    'Eine Sicherung wird mit "spindle catalogue restore" zurückgeholt, während kein Arbeitsplatz offen ist.',
  join: 'Mit einem anderen Katalog vereinen',
  joinWhat:
    'Übernimmt, was ein anderer Arbeitsplatz verzeichnet hat. Wo beide Verschiedenes sagen, bleibt dieser Katalog, wie er ist, und der Unterschied wird gezeigt.',
  joinFolder: 'Ordner',
  joinFile: 'Datei des anderen Katalogs',
  joinLook: 'Ansehen, was er brächte',
  joinDo: 'Vereinen',
  joined: 'Vereint.',
  joinWould:
    'Er brächte {added} neue Zeilen, {changed} Änderungen, {removed} Streichungen, {dumps, plural, one {# Abbild} other {# Abbilder}} und {events} Ereignisse.',
  conflicts:
    '{count, plural, one {# Widerspruch bleibt hier, wie er ist} other {# Widersprüche bleiben hier, wie sie sind}}:',
  conflict: '{name}, {field}: hier {ours}, dort {theirs}',
  nothing: 'nichts',
};
