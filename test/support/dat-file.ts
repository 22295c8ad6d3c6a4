/** DATs as their makers write them: Logiqx XML after Redump's example (redump.org/datfile), sets from hashes. */
import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';

export interface MadeRom {
  readonly name: string;
  readonly content: string;
  /** Attributes instead of what the content says. */
  readonly change?: Readonly<Record<string, string>>;
}

export interface MadeGame {
  readonly name: string;
  readonly roms: readonly MadeRom[];
}

export function hashesOf(content: string | Uint8Array) {
  const bytes = Buffer.from(content as string);
  const digest = (name: string) => createHash(name).update(bytes).digest('hex');
  return {
    sizeBytes: bytes.length,
    crc32: crc32(bytes).toString(16).padStart(8, '0'),
    md5: digest('md5'),
    sha1: digest('sha1'),
    sha256: digest('sha256'),
  };
}

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

export function datXml(games: readonly MadeGame[], header: Readonly<Record<string, string>> = {}): string {
  const told = {
    name: 'Sega - Dreamcast',
    description: 'Sega - Dreamcast - Discs',
    version: '2026-01-31 10-20-30',
    date: '2026-01-31 10-20-30',
    author: 'redump.org',
    homepage: 'redump.org',
    url: 'http://redump.org/',
    ...header,
  };
  const lines = [
    '<?xml version="1.0"?>',
    '<!DOCTYPE datafile PUBLIC "-//Logiqx//DTD ROM Management Datafile//EN" "http://www.logiqx.com/Dats/datafile.dtd">',
    '<datafile>',
    '\t<header>',
    ...Object.entries(told).map(([key, value]) => `\t\t<${key}>${escaped(value)}</${key}>`),
    '\t</header>',
    ...games.flatMap(({ name, roms }) => [
      `\t<game name="${escaped(name)}">`,
      '\t\t<category>Games</category>',
      `\t\t<description>${escaped(name)}</description>`,
      ...roms.map((rom) => `\t\t<rom ${romAttributes(rom)}/>`),
      '\t</game>',
    ]),
    '</datafile>',
    '',
  ];
  return lines.join('\r\n');
}

function romAttributes({ name, content, change }: MadeRom): string {
  const { sizeBytes, crc32: crc, md5, sha1 } = hashesOf(content);
  return Object.entries({ name, size: String(sizeBytes), crc, md5, sha1, ...change })
    .map(([key, value]) => `${key}="${escaped(value)}"`)
    .join(' ');
}
