/** `spindle info`: what a medium or an image is, and why we think so. */
import type { Disc } from '../../../../shared/model/disc.ts';
import type { Evidence, Filesystem, Inspection } from '../../../../shared/model/drive.ts';
import type { DriveProfile } from '../../../../shared/model/drive-profile.ts';
import type { Platform } from '../../../../shared/model/platform.ts';
import { formatDuration, formatMsf } from '../../../../shared/msf.ts';
import { bytesWords, sectorsWords } from '../../../../shared/words.ts';
import { isStore } from '../../../adapters/files/store-document.ts';
import { inspectImageFile } from '../../../adapters/inspect-image.ts';
import { inspectSource } from '../../../app/inspect-source.ts';
import { createForkLauncher } from '../../launchers/fork-launcher.ts';
import { describeSource } from '../describe-source.ts';
import { exitStatus } from '../exit-status.ts';
import type { Terminal } from '../terminal.ts';

export async function info(terminal: Terminal, argument: string): Promise<number> {
  const source = describeSource(argument);
  if (source.kind === 'file' || isStore(source.address)) return imageInfo(terminal, source.address);
  const { inspection, profile } = await inspectSource(createForkLauncher(), {
    address: source.address,
    allowFiles: false,
    protectedPaths: [],
  });
  terminal.emit({ ...asJson(inspection), ...(profile ? { profile } : {}) });
  if (!terminal.json) say(terminal, source.address, inspection);
  if (profile) terminal.say(profileLine(profile));
  return exitStatus.clean;
}

async function imageInfo(terminal: Terminal, path: string): Promise<number> {
  const inspection = await inspectImageFile(path);
  const { format, geometry, platforms } = inspection;
  terminal.emit({
    ...asJson(inspection),
    container: format,
    ...(platforms.length > 0 ? { platforms } : {}),
    ...(geometry ? { containerGeometry: geometry } : {}),
  });
  if (terminal.json) return exitStatus.clean;
  say(terminal, path, inspection);
  for (const platform of platforms) sayPlatform(terminal, platform);
  return exitStatus.clean;
}

function sayPlatform(terminal: Terminal, { platform, title, facts, startLba, evidence }: Platform): void {
  const told = Object.entries(facts).map(([name, text]) => `${name} ${text}`);
  terminal.say(
    `  For ${platform}${title ? `: "${title}"` : ''}${told.length > 0 ? ` (${told.join(', ')})` : ''}, at sector ${startLba}`,
  );
  for (const one of evidence) terminal.say(`        ${evidenceWords(one)}`);
}

type Shown = Omit<Inspection, 'filesystems'> & { readonly filesystems: readonly Filesystem[] };

function asJson({ medium, identity, hypotheses, filesystems, warnings, disc }: Shown) {
  const best = hypotheses[0];
  return {
    type: 'result',
    kind: disc ? 'optical' : 'block',
    ...(disc ? discAsJson(disc) : {}),
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

function discAsJson({ profile, sessions, tracks, mcn, cdText, ids }: Disc) {
  return {
    mediumProfile: profile,
    sessions,
    tracks: tracks.map(({ pregapSectors, isrc, ...track }) => ({
      ...track,
      ...(pregapSectors === null ? {} : { pregapSectors }),
      ...(isrc === null ? {} : { isrc }),
    })),
    ...(mcn === null ? {} : { mcn }),
    ...(cdText === null ? {} : { cdText }),
    ...(ids === null ? {} : { ids }),
  };
}

function profileLine({ identity, readForm, maxTransferBytes }: DriveProfile): string {
  const { vendor, product, revision } = identity;
  const form = readForm
    ? `gives C2 ${readForm.c2} and subchannel ${readForm.subchannel} with each sector`
    : 'was not tried with a CD';
  return `  Drive ${[vendor, product, revision].filter(Boolean).join(' ')}: ${form}; one command brings ${bytesWords(maxTransferBytes)} at most.`;
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

function say(terminal: Terminal, address: string, inspection: Shown): void {
  const { medium, hypotheses, filesystems, warnings, disc } = inspection;
  terminal.say(
    `${address}: ${bytesWords(medium.sizeBytes)}, ${sectorsWords(medium.totalSectors)} of ${medium.sectorSize} bytes`,
  );
  if (disc) sayDisc(terminal, disc);
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

function sayDisc(terminal: Terminal, { profile, sessions, tracks, mcn, cdText, ids }: Disc): void {
  const text = cdText?.english ?? Object.values(cdText ?? {})[0];
  const title = [text?.album.performer, text?.album.title].filter(Boolean).join(': ');
  terminal.say(`  ${profile}${title ? `, ${title}` : ''}${mcn ? `, MCN ${mcn}` : ''}`);
  for (const session of sessions) {
    if (sessions.length > 1)
      terminal.say(`  Session ${session.number}, lead-out at LBA ${session.leadOutLba}`);
    for (const track of tracks.filter((candidate) => candidate.session === session.number)) {
      const name = text?.tracks.find((candidate) => candidate.number === track.number)?.title;
      terminal.say(
        `  ${String(track.number).padStart(4)}  ${track.mode.padEnd(6)} ${formatMsf(track.startLba)}  ${formatDuration(track.lengthSectors)}${name ? `  ${name}` : ''}${track.isrc ? `  ISRC ${track.isrc}` : ''}`,
      );
    }
  }
  if (ids)
    terminal.say(
      `  MusicBrainz ${ids.musicbrainz ?? '-'}, CDDB ${ids.cddb}, AccurateRip ${ids.accurateRip ?? '-'}`,
    );
}

function evidenceWords({ what, offsetBytes, bytesHex }: Evidence): string {
  const place =
    offsetBytes === undefined ? '' : ` (byte ${offsetBytes}${bytesHex === undefined ? '' : `: ${bytesHex}`})`;
  return `${what}${place}`;
}
