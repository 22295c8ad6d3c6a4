import type { Translation } from '../language.ts';

export const help: Translation<'help'> = {
  title: 'Hilfe',
  search: 'In der Hilfe suchen',
  none: 'Kein Begriff enthält „{words}“. Das Handbuch, das zu Spindle gehört, erklärt mehr.',
  found: '{count, plural, one {# Begriff} other {# Begriffe}}',
  whatIs: 'Was ist „{term}“?',
  allTerms: 'Alle Begriffe',
  firstSteps: 'Die ersten Schritte zeigen',
  showKeys: 'Die Tasten zeigen',
  report: 'Stimmt etwas mit der Station nicht?',
  reportWords:
    'Unter Prüfungen, Station, werden Laufwerke, Rechte und Platten angesehen; dort steht, wie sich beheben lässt, was nicht in Ordnung ist.',
  toStation: 'Die Station ansehen',
  practiceDesk: 'Neu hier?',
  practiceDeskWords:
    'Der Übungsplatz hat Übungen, mit eigenen Datenträgern und eigenem Katalog: Was dort geschieht, berührt den Ihren nicht. In einem Terminal öffnet ihn: spindle practice',
  openPracticeDesk: 'Übungsplatz öffnen',
  atPracticeDesk: 'Sie sind am Übungsplatz: Was hier geschieht, berührt Ihren Katalog nicht.',
  toExercises: 'Zu den Übungen',
  reading: 'Lesen',
  discs: 'Discs und Disketten',
  results: 'Was dabei entsteht',
  collection: 'Die Sammlung',
  pass: 'Durchgang',
  passIs:
    'Einmal über alle Sektoren, die noch fehlen: zuerst Kopieren, dann Beschneiden, Ausschaben und Wiederholen.',
  copy: 'Kopieren',
  copyIs:
    'Der erste Durchgang. Er liest große Stücke und springt bei Schäden weiter, damit zuerst sicher ist, was sich leicht lesen lässt.',
  trim: 'Beschneiden',
  trimIs: 'Liest einzelne Sektoren von beiden Enden einer schadhaften Strecke bis zum ersten, der misslingt.',
  scrape: 'Ausschaben',
  scrapeIs: 'Versucht jeden Sektor innerhalb einer schadhaften Strecke, einen nach dem anderen.',
  retry: 'Wiederholung',
  retryIs:
    'Versucht noch schlechte Sektoren ein weiteres Mal. Das kostet Zeit und nutzt Datenträger und Laufwerk ab.',
  parked: 'Zurückgestellt',
  parkedIs:
    'Ein Auftrag, der angehalten wurde; alles ist behalten. Er geht später weiter, in diesem Laufwerk oder einem anderen.',
  suspect: 'Zweifelhaft',
  suspectIs: 'Gelesen, doch etwas spricht dagegen, etwa ein Fehlerzeiger. Zählt als nicht gelesen.',
  goodAfterRetry: 'Nach Wiederholungen gelesen',
  goodAfterRetryIs:
    'Gelesen, nachdem es vorher misslungen war. Der Beweis ist derselbe wie bei jedem guten Sektor.',
  rebuilt: 'Wiederhergestellt',
  rebuiltIs: 'Kam beschädigt und wurde durch die mit aufgezeichnete Parität wieder ganz.',
  generated: 'Zwischen Sessions',
  generatedIs: 'Kein Teil des Mediums: erzeugt, weil das Image dort Bytes braucht. Verloren ging nichts.',
  fill: 'Füllbyte',
  fillIs: 'Was im Image steht, wo niemand lesen konnte. Die Karte sagt, welche Sektoren das sind.',
  practiceDrive: 'Übungslaufwerk',
  practiceDriveIs:
    'Ein simuliertes Laufwerk mit simulierter Diskette oder Disc, um ohne Gefahr zu üben. Es beschädigt nichts.',
  sector: 'Sektor',
  sectorIs:
    'Das kleinste Stück, das ein Laufwerk liest: 512 Byte bei den meisten Disketten, 2352 Byte bei einer CD (davon 2048 Daten).',
  lba: 'LBA',
  lbaIs: 'Logische Blockadresse: die Nummer eines Sektors, von 0 an gezählt.',
  msf: 'MSF',
  msfIs:
    'Die Stelle auf einer CD in Minuten, Sekunden und Frames; 75 Frames sind eine Sekunde. LBA 0 ist 00:02:00.',
  session: 'Session',
  sessionIs: 'Ein in einem Zug aufgezeichneter Teil einer Disc, mit eigenem Lead-in, Tracks und Lead-out.',
  track: 'Track',
  trackIs: 'Eine Strecke einer Disc mit einer Art von Inhalt: ein Stück Musik, oder Daten.',
  pregap: 'Pregap',
  pregapIs: 'Die Pause vor einem Track. Sie gehört zur Disc und kann selbst Ton enthalten.',
  subchannel: 'Subchannel',
  subchannelIs:
    'Acht schmale Kanäle neben den Daten einer CD (P bis W). Q hat Positionen und Codes; R bis W können Grafik oder Text enthalten.',
  q: 'Q',
  qIs: 'Der Subchannel, der sagt, wo der Laser ist, und ISRC und MCN trägt. Seine Fehler findet eine Prüfsumme.',
  c2: 'C2',
  c2Is: 'Zeiger, mit denen ein CD-Laufwerk Bytes kennzeichnet, die es nicht korrigieren konnte. Der einzige Zeuge für beschädigten Ton.',
  edc: 'EDC und ECC',
  edcIs:
    'Prüfsumme und Parität in jedem Datensektor einer CD: Die eine beweist ihn, die andere kann ihn reparieren.',
  offset: 'Leseversatz',
  offsetIs:
    'Um wie viele Abtastwerte ein Laufwerk Ton zu früh oder zu spät liest. Bei allen Laufwerken eines Modells gleich; damit stimmen Abbilder verschiedener Laufwerke überein.',
  isrc: 'ISRC',
  isrcIs: 'Der Code einer Aufnahme, in Q ihres Tracks.',
  mcn: 'MCN',
  mcnIs: 'Die Katalognummer einer Disc, meist ihr Strichcode, in Q.',
  geometry: 'Geometrie',
  geometryIs: 'Zylinder, Köpfe und Sektoren einer Diskette. Spindle zeigt, wofür es sie hält, und warum.',
  image: 'Image',
  imageIs:
    'Eine Datei mit den Sektoren eines Datenträgers in ihrer Reihenfolge: IMG einer Diskette, ISO oder BIN einer Disc.',
  cue: 'Cue-Sheet',
  cueIs: 'Eine kleine Textdatei, die sagt, welche Tracks wo in den .bin-Dateien daneben liegen.',
  store: 'Arbeitsstand',
  storeIs:
    'Der Ordner eines Abbilds mit jedem Sektor, seinem Zustand und wie wir davon wissen. Aus ihm entstehen die Images.',
  dump: 'Abbild',
  dumpIs:
    'Was ein Lesen eines Datenträgers ergab: Images, Karte, Protokoll und Begleitdatei, mit dem Wort dafür, wie vollständig es ist.',
  map: 'Rettungskarte',
  mapIs:
    'Eine Datei, die von jedem Sektor sagt, ob er gelesen wurde. GNU ddrescue liest und schreibt dieselbe.',
  sidecar: 'Begleitdatei',
  sidecarIs:
    'Die .spindle.json neben einem Image: wer was wann mit welchem Laufwerk las, und alle Prüfsummen. Aus ihr lässt sich der Katalog neu herstellen.',
  hash: 'Prüfsumme',
  hashIs:
    'Eine kurze Zahl aus allen Bytes einer Datei. Ein anderes Byte, eine andere Zahl: So werden Dateien verglichen.',
  fixity: 'Unversehrtheit',
  fixityIs:
    'Dass eine Datei noch Byte für Byte ist, was sie war. Geprüft wird durch Lesen und Vergleichen der Prüfsummen.',
  bag: 'Bag',
  bagIs:
    'Ein Ordner in der Form BagIt (RFC 8493): Dateien mit Listen ihrer Prüfsummen, zum Weitergeben und Nachprüfen.',
  premis: 'PREMIS, DFXML, METS',
  premisIs:
    'Formen, in denen Archive einander sagen, was mit einer Datei geschah und was in einem Image ist.',
  carrier: 'Datenträger',
  carrierIs: 'Die Disc oder Diskette im Regal, mit ihrem Etikett und ihrem Code.',
  item: 'Objekt',
  itemIs: 'Die Veröffentlichung oder Schachtel, zu der ein Datenträger gehört; sie kann mehrere haben.',
  batch: 'Stapel',
  batchIs: 'Datenträger, die der Reihe nach gelesen werden; jedes Laufwerk sagt, auf welchen es wartet.',
  exception: 'Ausnahme',
  exceptionIs:
    'Etwas, worüber ein Mensch entscheiden muss: leer, unlesbar, schon bekannt, nicht wie beschrieben.',
  signOff: 'Abnehmen',
  signOffIs:
    'Ein Mensch hat das Ergebnis angesehen und nimmt es als erledigt. Lässt sich mit Begründung zurücknehmen.',
  dat: 'DAT',
  datIs:
    'Eine Liste bekannter Abbilder mit ihren Prüfsummen, wie Redump, TOSEC oder No-Intro sie veröffentlichen.',
  accurateRip: 'AccurateRip',
  accurateRipIs:
    'Prüfsummen von Tracks, wie andere sie gelesen haben. Dieselbe Zahl in einem anderen Laufwerk beweist den Ton.',
};
