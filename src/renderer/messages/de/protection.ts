import type { Translation } from '../language.ts';

export const protection: Translation<'protection'> = {
  marks: 'Diese Disc trägt Merkmale des Kopierschutzes {name}.',
  inStructure: 'Die Tabellen der Disc sagen es selbst.',
  suspected:
    '{unread} Sektoren zwischen LBA {first} und {last} wurden nicht gelesen. Sie sind vielleicht absichtlich unlesbar: Dafür gehalten wird nichts, bis Sie es sagen.',
  confirmed:
    '{unread} Sektoren zwischen LBA {first} und {last} wurden nicht gelesen und sind als absichtlich unlesbar gekennzeichnet.',
  confirm: 'Als absichtlich unlesbar kennzeichnen',
  marked: 'Als absichtlich unlesbar gekennzeichnet.',
};
