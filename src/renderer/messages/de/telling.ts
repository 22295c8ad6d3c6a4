import type { Translation } from '../language.ts';

export const telling: Translation<'telling'> = {
  who: '{what} \u00b7 {drive}',
  sentence: '{words}.',
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
  'kind-stopped': 'Ein Auftrag oder Stapel hält an und braucht jemanden',
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
