import type { FaultSentences } from '../language.ts';

/** By the code of an error; what the hub says of the single case stands in English below it. */
export const faults: FaultSentences = {
  'bad-usage': 'Diese Eingabe wird hier nicht verstanden. Nichts wurde verändert.',
  'bad-name': 'Dieser Name geht nicht. Wählen Sie einen anderen.',
  'bad-request': 'Diese Anfrage ist ungültig. Nichts wurde verändert.',
  'not-found': 'Das ist nicht da oder nicht mehr da. Die Einzelheiten sagen, was fehlt.',
  'not-a-source': 'Daraus kann nicht ausgelesen werden. Wählen Sie ein Laufwerk oder eine Image-Datei.',
  'permission-denied':
    'Dafür fehlt die Berechtigung. Unter Prüfungen, Station steht, wie sie eingerichtet wird.',
  'system-disk': 'Das ist der Datenträger des laufenden Systems. Er wird nicht angefasst.',
  'no-medium': 'Im Laufwerk liegt kein Datenträger. Legen Sie einen ein und sehen Sie noch einmal nach.',
  'unreadable-disc': 'Die Disc wird nicht erkannt. Reinigen Sie sie oder versuchen Sie ein anderes Laufwerk.',
  'device-busy': 'Das Laufwerk ist belegt. Warten Sie, bis die Arbeit dort beendet ist.',
  'wrong-medium':
    'Das ist ein anderer Datenträger. Legen Sie den ursprünglichen ein; nichts wurde vermischt.',
  'output-unwritable': 'In diesen Ordner kann nicht geschrieben werden. Wählen Sie einen anderen.',
  'output-on-source': 'Der Ordner liegt auf dem Datenträger, der ausgelesen wird. Wählen Sie einen anderen.',
  'output-exists': 'Diesen Namen gibt es dort schon. Nichts wurde überschrieben; wählen Sie einen anderen.',
  'store-corrupt': 'Der Arbeitsstand ist beschädigt und wurde nicht angerührt.',
  'store-in-use': 'An diesem Arbeitsstand wird schon gearbeitet.',
  'bad-map': 'Die Karte (Mapfile) ist nicht zu verstehen. Sie wurde nicht angerührt.',
  'bad-sidecar': 'Die Begleitdatei ist nicht zu verstehen. Sie wurde nicht angerührt.',
  'bad-behaviour': 'Die Beschreibung des Übungslaufwerks ist fehlerhaft.',
  'bad-image': 'Das Image ist fehlerhaft oder unvollständig. Es wurde nicht verändert.',
  'bad-dat': 'Die DAT-Datei ist nicht zu verstehen.',
  'bad-pack': 'Dieses Paket ist nicht zu verstehen. Nichts daraus wurde übernommen.',
  'bad-settings': 'Diese Einstellung geht nicht. Es gilt die bisherige.',
  'catalogue-newer':
    'Der Katalog stammt von einer neueren Version von Spindle. Er wurde nicht angerührt; verwenden Sie jene Version.',
  'catalogue-corrupt':
    'Der Katalog ist beschädigt. Stellen Sie eine Sicherung wieder her oder bauen Sie ihn aus den Begleitdateien neu auf.',
  'catalogue-network': 'Der Katalog liegt auf einem Netzlaufwerk. Legen Sie ihn auf ein lokales.',
  'catalogue-unavailable': 'Es ist kein Katalog verfügbar.',
  unsupported: 'Das wird hier nicht unterstützt.',
  conflict: 'Inzwischen hat sich etwas geändert. Laden Sie neu und versuchen Sie es noch einmal.',
  'output-full':
    'Der Speicher ist voll. Alles Gelesene bleibt erhalten; schaffen Sie Platz und setzen Sie fort.',
  'output-failed':
    'Beim Schreiben ist ein Fehler aufgetreten. Alles bis dahin Gelesene bleibt erhalten; prüfen Sie den Speicher und setzen Sie fort.',
  'source-gone':
    'Das Laufwerk ist nicht mehr da. Alles Gelesene bleibt erhalten; schließen Sie es wieder an und setzen Sie fort.',
  'permission-lost':
    'Der Zugriff auf das Laufwerk ging verloren. Alles Gelesene bleibt erhalten; setzen Sie fort, sobald er wieder besteht.',
  'medium-changed':
    'Der Datenträger wurde gewechselt. Alles Gelesene bleibt erhalten; legen Sie den ursprünglichen ein und setzen Sie fort.',
  'worker-lost':
    'Der Leseprozess endete unerwartet. Alles Gelesene bleibt erhalten; setzen Sie den Auftrag fort.',
  'drive-hung':
    'Das Laufwerk antwortet nicht. Alles Gelesene bleibt erhalten; prüfen Sie Laufwerk, Kabel und Datenträger.',
  internal: 'Etwas Unvorhergesehenes ist geschehen.',
};
