/** `spindle info`: what a medium or an image is, and why we think so. */
import type { Evidence, Inspection } from '../../../../shared/model/drive.ts';
import { bytesWords, sectorsWords } from '../../../../shared/words.ts';
import { inspectSource } from '../../../app/inspect-source.ts';
import { createForkLauncher } from '../../launchers/fork-launcher.ts';
import { describeSource } from '../describe-source.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export async function info(terminal: Terminal, argument: string): Promise<number> {
  const source = describeSource(argument);
  const inspection = await inspectSource(createForkLauncher(), {
    address: source.address,
    allowFiles: source.kind === 'file',
    protectedPaths: [],
  });
  terminal.emit(asJson(inspection));
  if (!terminal.json) say(terminal, source.address, inspection);
  return exitStatus.clean;
}

function asJson({ medium, identity, hypotheses, filesystems, warnings }: Inspection) {
  const best = hypotheses[0];
  return {
    type: 'result',
    kind: 'block',
    sizeBytes: medium.sizeBytes,
    sectorSize: medium.sectorSize,
    medium,
    drive: identity,
    ...(best ? { geometry: geometryOf(best) } : {}),
    hypotheses,
    filesystems,
    warnings,
  };
}

function geometryOf({
  name,
  cylinders,
  heads,
  sectorsPerTrack,
  bytesPerSector,
  confidence,
}: Inspection['hypotheses'][number]) {
  return { name, cylinders, heads, sectorsPerTrack, bytesPerSector, confidence };
}

function say(terminal: Terminal, address: string, inspection: Inspection): void {
  const { medium, hypotheses, filesystems, warnings } = inspection;
  terminal.say(
    `${address}: ${bytesWords(medium.sizeBytes)}, ${sectorsWords(medium.totalSectors)} of ${medium.sectorSize} bytes`,
  );
  for (const guess of hypotheses) {
    const { name, cylinders, heads, sectorsPerTrack, bytesPerSector } = guess;
    terminal.say(
      `  ${Math.round(guess.confidence * 100)} %  ${name}: ${cylinders} cylinders, ${heads} heads, ${sectorsPerTrack} sectors of ${bytesPerSector} bytes`,
    );
    for (const evidence of guess.evidence) terminal.say(`        for: ${evidenceWords(evidence)}`);
    for (const against of guess.against) terminal.say(`        against: ${against}`);
  }
  if (filesystems.length === 0) terminal.say('  No filesystem was recognised.');
  for (const filesystem of filesystems) {
    terminal.say(
      `  ${filesystem.type}${filesystem.label ? ` "${filesystem.label}"` : ''} at sector ${filesystem.startLba}`,
    );
    for (const evidence of filesystem.evidence) terminal.say(`        ${evidenceWords(evidence)}`);
  }
  for (const warning of warnings) terminal.say(`  Note: ${warning.message}`);
}

function evidenceWords({ what, offsetBytes, bytesHex }: Evidence): string {
  const place =
    offsetBytes === undefined ? '' : ` (byte ${offsetBytes}${bytesHex === undefined ? '' : `: ${bytesHex}`})`;
  return `${what}${place}`;
}
