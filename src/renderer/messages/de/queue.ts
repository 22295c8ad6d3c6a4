import type { Translation } from '../language.ts';

export const queue: Translation<'queue'> = {
  atWork: 'In Arbeit',
  atRest: 'Nicht in Arbeit',
  waiting: '{count} wartend',
  waitingFor: 'Warten auf {drive}',
  jobCount: '{count, plural, one {# Auftrag} other {# Aufträge}}',
  inOrder: 'Aufträge, die auf {drive} warten, der nächste zuerst',
  showAll: '{count, plural, one {# weiteren zeigen} other {# weitere zeigen}}',
  dragNote: 'An einen anderen Platz ziehen, oder Alt mit den Pfeiltasten drücken',
  placeOf: 'Platz von {name}',
  up: 'Nach oben',
  down: 'Nach unten',
  front: 'Ganz nach vorn',
  end: 'Ganz nach hinten',
  begun: '{share} gelesen',
  notBegun: 'nicht begonnen',
  takeOut: '{name} aus der Reihe nehmen',
  takeOutThis: 'Aus der Reihe nehmen',
  placeIn: 'Platz {place} von {count} für {drive}.',
  driveStops: 'Das Laufwerk soll anhalten.',
  showQueue: 'Reihe zeigen',
  takeOutNote:
    'Was nicht begonnen wurde, wird aufgegeben; was begonnen wurde, wird zurückgestellt und kann fortgesetzt werden',
  nowAt: '{name} steht für {drive} an Platz {place} von {count}.',
  isThere: '{name} steht schon dort.',
  stopAfter: 'Danach anhalten',
  stopAfterNote:
    'Ist dieser Auftrag beendet, beginnt in diesem Laufwerk nichts mehr, bis Sie es weitermachen lassen',
  stopsAfter:
    '{count, plural, =0 {Hält nach diesem Auftrag an} one {Hält nach diesem Auftrag an; # wartet} other {Hält nach diesem Auftrag an; # warten}}',
  stopped:
    '{count, plural, =0 {Angehalten} one {Angehalten; # Auftrag wartet} other {Angehalten; # Aufträge warten}}',
  waitedAtEnd:
    'Das Programm wurde beendet, während {count, plural, =0 {Aufträge warteten} one {dieser Auftrag wartete} other {diese Aufträge warteten}}. Sehen Sie nach, was im Laufwerk liegt, und lassen Sie es dann weitermachen.',
  heldSinceRestart:
    '{count, plural, =0 {Angehalten, seit das Programm endete} one {Angehalten, seit das Programm endete; # Auftrag wartet} other {Angehalten, seit das Programm endete; # Aufträge warten}}',
  driveWaits: 'Das Programm wurde inzwischen beendet; das Laufwerk wartet, bis es jemand weitermachen lässt.',
  more: '{count, plural, one {# weiterer wartet} other {# weitere warten}}',
  takeBack: 'Nicht anhalten',
  goOn: 'Weitermachen',
  stopAll: 'Nach diesen Aufträgen anhalten',
  stopAllNote: 'Was in Arbeit ist, wird zu Ende gelesen; in diesen Laufwerken beginnt danach nichts mehr',
  goOnAll: 'Alle Laufwerke weitermachen lassen',
  willStop: '{drive} hält nach diesem Auftrag an.',
  goesOn: '{drive} macht weiter.',
  allStop:
    '{count, plural, one {# Laufwerk hält nach seinem Auftrag an.} other {# Laufwerke halten nach ihren Aufträgen an.}}',
  allGoOn: '{count, plural, one {# Laufwerk macht weiter.} other {# Laufwerke machen weiter.}}',
  roomShort:
    'In {path} sind {free} frei, laufende und wartende Aufträge brauchen aber noch etwa {needed}: Ab {name} reicht der Platz nicht.',
  roomShortNote:
    'Ein Auftrag, dessen Speicher voll ist, wird zurückgestellt und verliert nichts. Schaffen Sie Platz, oder nehmen Sie Aufträge aus der Reihe.',
  roomEnough: 'Nach {path} werden noch etwa {needed} geschrieben; frei sind {free}.',
  roomNotTold: 'Nach {path} werden noch etwa {needed} geschrieben; wie viel frei ist, sagt das System nicht.',
  roomUnknown:
    '{count, plural, one {Ein Auftrag ist nicht mitgezählt: Seine Größe kennt noch niemand.} other {# Aufträge sind nicht mitgezählt: Ihre Größe kennt noch niemand.}}',
  roomSpoken: 'Ab {name} reicht der Platz in {path} nicht für das, was wartet.',
  willNotFit: 'passt nicht mehr',
};
