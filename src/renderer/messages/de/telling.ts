import type { Translation } from '../language.ts';

export const telling: Translation<'telling'> = {
  who: '{what} \u00b7 {drive}',
  sentence: '{words}.',
  conversion: 'Umwandlung',
  writing: 'Schreiben auf ein Medium',
  'hand-over': 'Übergabe',
  fixity: 'Integritätsprüfung',
  workFailed: 'Gescheitert.',
  'ended-conversion':
    '{problems, plural, =0 {Die Dateien sind fertig.} one {Die Dateien sind fertig; # Sektor fehlt darin oder ist falsch.} other {Die Dateien sind fertig; # Sektoren fehlen darin oder sind falsch.}}',
  'ended-writing':
    '{problems, plural, =0 {Geschrieben und ebenso zurückgelesen.} one {# Sektor des Mediums ist nicht, was das Abbild hat.} other {# Sektoren des Mediums sind nicht, was das Abbild hat.}}',
  'ended-hand-over': 'Die Übergabe ist fertig.',
  'ended-fixity':
    '{problems, plural, =0 {{files, plural, =0 {Keine Datei wurde gelesen.} one {# Datei gelesen, wie verzeichnet.} other {# Dateien gelesen, alle wie verzeichnet.}}} one {# Datei ist verändert, fehlt oder ist nicht lesbar.} other {# Dateien sind verändert, fehlen oder sind nicht lesbar.}}',
  titleDrives: '{count, plural, one {# Laufwerk} other {# Laufwerke}} \u2014 Spindle',
  titleShare: '{percent} % \u00b7 {count, plural, one {# Laufwerk} other {# Laufwerke}} \u2014 Spindle',
  titlePaused:
    'Angehalten bei {percent} % \u00b7 {count, plural, one {# Laufwerk} other {# Laufwerke}} \u2014 Spindle',
  titleWanted: '(!) {title}',

  table: 'Was mitgeteilt wird, und wie',
  what: 'Wenn',
  notification: 'Mitteilung',
  sound: 'Ton',
  listen: 'Anhören',
  'kind-complete': 'Ein Auftrag endet, und alle Sektoren sind gelesen',
  'kind-errors': 'Ein Auftrag endet, und Sektoren fehlen oder sind zweifelhaft',
  'kind-work': 'Eine Umwandlung, ein Schreiben, eine Übergabe oder eine Integritätsprüfung endet gut',
  'kind-stopped':
    'Ein Auftrag oder Stapel hält an und braucht jemanden, andere Arbeit scheitert, oder Dateien sind verändert',
  'kind-decision': 'Eine Entscheidung ist gefragt',
  'kind-next': 'Ein Laufwerk eines Stapels wartet auf den nächsten Datenträger',
  notifyOf: 'Mitteilen: {what}',
  soundOf: 'Ton: {what}',
  listenTo: 'Anhören: {what}',
  notifyNote: 'Nichts wird mitgeteilt, solange dieses Fenster den Fokus hat und es schon zeigt.',
  volume: 'Lautstärke der Töne',
  percent: '{percent} %',
  allow: 'Mitteilungen erlauben…',
  allowFirst: 'Dieser Browser muss einmal gefragt werden, bevor er etwas mitteilt.',
  denied:
    'Dieser Browser lehnt Mitteilungen von Spindle ab. Erlauben Sie diese in seinen Einstellungen für diese Seite, und kommen Sie dann hierher zurück.',
  none: 'Dieser Browser kennt unter dieser Adresse keine Mitteilungen. Töne und der Titel der Seite melden sich trotzdem.',
};
