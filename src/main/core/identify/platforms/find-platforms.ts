/** What a medium was made for, looked for in each of its data tracks, in its files, and in its audio. */
import type { Evidence } from '../../../../shared/model/drive.ts';
import type { Platform } from '../../../../shared/model/platform.ts';
import { openHighSierra, openIso9660 } from '../../filesystem/iso9660/open-iso9660.ts';
import type { Place } from '../../filesystem/open-filesystems.ts';
import { openUdf } from '../../filesystem/udf/open-udf.ts';
import type { DiscImage } from '../../image/disc-image.ts';
import { type SectorReader, windowReader } from '../sector-reader.ts';
import { platformsByAudio } from './by-audio.ts';
import { platformsByFile } from './by-file.ts';
import { atariStBoot, platformsBySector } from './by-sector.ts';
import type { PlatformFinding } from './platform-finding.ts';

const sectorBytes = 2048;

function shifted(evidence: readonly Evidence[], startBytes: number): Evidence[] {
  return evidence.map((one) =>
    one.offsetBytes === undefined ? one : { ...one, offsetBytes: one.offsetBytes + startBytes },
  );
}

/** What two tests say of one platform is one finding with both proofs. */
function merged(findings: readonly Platform[]): Platform[] {
  const byName = new Map<string, Platform>();
  for (const one of findings) {
    const known = byName.get(`${one.platform} ${one.startLba}`);
    byName.set(`${one.platform} ${one.startLba}`, {
      ...one,
      title: known?.title || one.title,
      facts: { ...known?.facts, ...one.facts },
      evidence: [...(known?.evidence ?? []), ...one.evidence],
    });
  }
  return [...byName.values()];
}

function inPlace(reader: SectorReader, { startBytes, sizeBytes }: Place): Platform[] {
  const startLba = Math.floor(startBytes / sectorBytes);
  const placed = (findings: readonly PlatformFinding[], evidenceFrom: number): Platform[] =>
    findings.map((one) => ({ ...one, startLba, evidence: shifted(one.evidence, evidenceFrom) }));
  const inside = windowReader(reader, startBytes, sizeBytes);
  const options = { sessionStartBytes: startBytes };
  const tree = openIso9660(reader, options) ?? openHighSierra(reader, options) ?? openUdf(reader, options);
  return [
    ...placed(platformsBySector(inside), startBytes),
    // Files are addressed from the start of the disc.
    ...(tree ? placed(platformsByFile(tree), 0) : []),
  ];
}

/** @param image of a CD, for what is in its audio and subchannel */
export function platformsOfDisc(
  reader: SectorReader,
  places: readonly Place[],
  image: DiscImage | null,
): Platform[] {
  const inAudio = image ? platformsByAudio(image) : [];
  return merged([
    ...places.flatMap((place) => inPlace(reader, place)),
    ...inAudio.map((one) => ({
      ...one,
      startLba: Math.floor((one.evidence[0]?.offsetBytes ?? 0) / sectorBytes),
    })),
  ]);
}

export function platformsOfDisk(reader: SectorReader): Platform[] {
  const findings = [...platformsBySector(reader), atariStBoot(reader)].filter((one) => one !== null);
  return findings.map((one) => ({ ...one, startLba: 0 }));
}
