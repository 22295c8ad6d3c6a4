/**
 * Every cue sheet of the corpus. Judgement of others beside ours: FLAC refuses all of `flac/bad.*` for CD-DA and takes
 * `flac/good.*`; cueprint takes nearly all; libcdio is as strict as its grammar. Ours: the layout is sure, or no.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CueSheet } from '../../../../src/main/core/image/cue/cue-sheet.ts';
import { parseCue } from '../../../../src/main/core/image/cue/parse-cue.ts';
import { SpindleError } from '../../../../src/shared/errors.ts';
import { corpus, hasCorpus } from '../../../support/needs.ts';

type Verdict = CueSheet | SpindleError;

function judge(path: string): Verdict {
  try {
    return parseCue(readFileSync(path));
  } catch (error) {
    if (error instanceof SpindleError) return error;
    throw error;
  }
}

/** Tracks cueprint counts (INDEX.md), and whether we accept with a word of warning. */
const accepted: Readonly<Record<string, { readonly tracks: number; readonly warned?: RegExp }>> = {
  'cue/audiocuesheeteditor/Playlist-#36-Frames.cue': { tracks: 12, warned: /first index/ },
  'cue/flac/bad.000.CATALOG_multiple.cue': { tracks: 1, warned: /second CATALOG/ },
  'cue/flac/bad.002.CATALOG_number_too_long.cue': { tracks: 1, warned: /no catalogue number/ },
  'cue/flac/bad.030.FLAGS_multiple.cue': { tracks: 1, warned: /second FLAGS/ },
  'cue/flac/bad.032.FLAGS_wrong_place_2.cue': { tracks: 1, warned: /before INDEX/ },
  'cue/flac/bad.069.nonzero_first_INDEX.cue': { tracks: 1, warned: /first index/ },
  'cue/flac/bad.111.ISRC_wrong_place_1.cue': { tracks: 1, warned: /before the first TRACK/ },
  'cue/flac/bad.113.ISRC_missing_number.cue': { tracks: 1, warned: /no ISRC/ },
  'cue/flac/good.000.cue': { tracks: 1 },
  'cue/flac/good.002.dos_format.cue': { tracks: 1 },
  'cue/flac/good.004.dos_format.missing_final_newline.cue': { tracks: 1 },
  'cue/flacon/01_lower_case.cue': { tracks: 4 },
  'cue/flacon/02_multi_file.cue': { tracks: 15 },
  'cue/flacon/ru_cp1251.cue': { tracks: 4 },
  'cue/flacon/ru_utf8.cue': { tracks: 4 },
  'cue/flacon/ru_utf8_BOM.cue': { tracks: 4 },
  'cue/flacon/simple.cue': { tracks: 4 },
  'cue/go-cuesheet/sample_1.cue': { tracks: 3 },
  'cue/libcdio/bad-cat1.cue': { tracks: 1, warned: /no catalogue number/ },
  'cue/libcdio/vcd_demo.cue': { tracks: 3 },
  'cue/libcue/issue10.cue': { tracks: 8, warned: /no INDEX 01/ },
  'cue/rcue/bad_indentation.cue': { tracks: 2 },
  'cue/rcue/catalog.cue': { tracks: 2, warned: /no catalogue number/ },
  'cue/rcue/duplicate_comment.cue': { tracks: 2 },
  'cue/rcue/duplicate_title.cue': { tracks: 2, warned: /second TITLE/ },
  'cue/rcue/empty_lines.cue': { tracks: 2 },
  'cue/rcue/pregap.cue': { tracks: 2 },
  'cue/rcue/unknown_field.cue': { tracks: 2, warned: /FOO/ },
  'cue/vcdimager/test_svcd_pal.cue': { tracks: 2 },
  'cue/vcdimager/vcd_demo.cue': { tracks: 3 },
  'audio-sheets/audiotools/freedb_test_discid-1.cue': { tracks: 7 },
  'audio-sheets/audiotools/freedb_test_discid-3.cue': { tracks: 10 },
  'audio-sheets/audiotools/metadata_flac_cuesheet-1.cue': { tracks: 24 },
  'audio-sheets/audiotools/trackcat_pre_gap.cue': { tracks: 10 },
  'audio-sheets/cuetools-net/Amarok.cue': { tracks: 1 },
  'audio-sheets/cuetools-net/Anatomy.cue': { tracks: 16 },
  'audio-sheets/whipper/cure.cue': { tracks: 13 },
  'audio-sheets/whipper/kings-separate.cue': { tracks: 11 },
  'audio-sheets/whipper/kings-single.cue': { tracks: 11 },
  'audio-sheets/whipper/surferrosa.eac.corrected.cue': { tracks: 21 },
  'audio-sheets/whipper/surferrosa.eac.single.cue': { tracks: 21 },
  'audio-sheets/whipper/track-separate.cue': { tracks: 4 },
  'audio-sheets/whipper/track-single.cue': { tracks: 4 },
  'cd/libcdio-cdda/cdda.cue': { tracks: 1 },
  'cd/libcdio-isofs-m1/isofs-m1.cue': { tracks: 1 },
  'cd/paranoia-mixed-mode/mixed-mode-cd.cue': { tracks: 2 },
  'cd/vcdimager-vcd20/videocd.cue': { tracks: 2 },
};

const refused: Readonly<Record<string, RegExp>> = {
  'cue/flac/bad.061.INDEX_missing_number.cue': /Line 4 .*INDEX needs a number/,
  'cue/flac/bad.063.first_INDEX_not_0_or_1.cue': /Line 2 .*no INDEX 01/,
  'cue/flac/bad.065.INDEX_num_out_of_range.cue': /INDEX needs a number from 0 to 99/,
  'cue/flac/bad.067.INDEX_illegal_offset.cue': /Line 4 .*time/,
  'cue/flac/bad.071.INDEX_offset_not_ascending_2.cue': /Line 6 .*before the one above/,
  'cue/flac/bad.130.TRACK_missing_INDEX_01_1.cue': /Line 2 .*no INDEX 01/,
  'cue/flac/bad.132.TRACK_missing_INDEX_01_3.cue': /Line 2 .*no INDEX 01/,
  'cue/flac/bad.134.TRACK_missing_number.cue': /Line 2 .*TRACK needs a number/,
  'cue/flac/bad.136.TRACK_invalid_number_2.cue': /Line 2 .*TRACK needs a number/,
  'cue/flac/bad.138.TRACK_num_non_sequential.cue': /Line 6 .*track 1 follows track 2/,
  'cue/flac/bad.140.no_TRACKs.cue': /no TRACK/,
  'cue/flac/bad.201.FLAC_leadin_illegal_offset.cue': /no TRACK/,
  'cue/flac/bad.230.FLAC_leadout_multiple.cue': /no TRACK/,
  'cue/flac/bad.232.FLAC_leadout_illegal_track.cue': /no TRACK/,
  'cue/flac/bad.234.FLAC_leadout_illegal_offset.cue': /no TRACK/,
  'cue/libcdio/bad-mode1.cue': /Line 6 .*MODE3_FORM1.* no mode/,
  'cue/libcdio/bad-msf-1.cue': /Line 7 .*time/,
  'cue/rcue/bad_index_timestamp.cue': /Line 11 .*time/,
  'cue/rcue/bad_pregap_timestamp.cue': /Line 11 .*time/,
  'cue/rcue/orphan_index.cue': /Line 8 .*before the first TRACK/,
  'cue/rcue/orphan_pregap.cue': /Line 8 .*before the first TRACK/,
  'audio-sheets/cuetools-net/Headcandy.cue': /Line 3 .*MODEx\/2xxx/,
};

describe.skipIf(!hasCorpus())('cue sheets of the corpus', () => {
  it('are all judged here', () => {
    const found = ['cue', 'audio-sheets', 'cd'].flatMap((folder) =>
      readdirSync(join(corpus, folder), { recursive: true })
        .map((name) => `${folder}/${name}`)
        .filter((name) => name.endsWith('.cue')),
    );
    expect(found.sort()).toEqual([...Object.keys(accepted), ...Object.keys(refused)].sort());
  });

  it.each(Object.entries(accepted))('accepts %s', (name, { tracks, warned }) => {
    const sheet = judge(join(corpus, name));
    if (sheet instanceof SpindleError) throw sheet;
    expect(sheet.tracks).toHaveLength(tracks);
    if (warned) expect(sheet.warnings.join('\n')).toMatch(warned);
    else expect(sheet.warnings).toEqual([]);
  });

  it.each(Object.entries(refused))('refuses %s', (name, why) => {
    const error = judge(join(corpus, name));
    expect(error).toBeInstanceOf(SpindleError);
    expect((error as SpindleError).message).toMatch(why);
  });

  it('reads titles in UTF-8 with and without a mark alike, and keeps others byte by byte', () => {
    const titles = (name: string) => {
      const sheet = judge(join(corpus, 'cue/flacon', name));
      if (sheet instanceof SpindleError) throw sheet;
      return { encoding: sheet.encoding, titles: sheet.tracks.map((track) => track.texts.title ?? '') };
    };
    const plain = titles('ru_utf8.cue');
    expect(titles('ru_utf8_BOM.cue').titles).toEqual(plain.titles);
    const old = titles('ru_cp1251.cue');
    expect(old.encoding).toBe('latin-1');
    const bytes = Uint8Array.from(old.titles.join('\n'), (letter) => letter.charCodeAt(0));
    expect(new TextDecoder('windows-1251').decode(bytes)).toBe(plain.titles.join('\n'));
  });
});
