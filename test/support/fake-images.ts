/** Images of the made-up hub: the real browser over an image made of a plain tree; an extraction a test moves on. */
import { randomUUID } from 'node:crypto';
import { basename } from 'node:path';
import { browseImage, type ImageBrowser } from '../../src/main/adapters/images/browse-image.ts';
import { sectorLooker } from '../../src/main/adapters/images/look-at-sector.ts';
import { portraitOf } from '../../src/main/adapters/images/portrait.ts';
import type { OpenedImage } from '../../src/main/adapters/open-image.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import type { ImageCheck } from '../../src/shared/model/image-check.ts';
import type { Extraction, ImageDescription } from '../../src/shared/model/image-files.ts';
import type { BrowsedEntry, BrowsedPage, BrowseFolder } from '../../src/shared/model/image-places.ts';
import type { ImagePortrait } from '../../src/shared/model/image-portrait.ts';
import type { SectorLook } from '../../src/shared/model/sector-look.ts';
import { FakeFeed } from './fake-feed.ts';

const extractionBegun: Omit<Extraction, 'revision'> = {
  state: 'running',
  error: null,
  folder: null,
  totalFiles: 12,
  totalBytes: 4_200_000,
  files: 0,
  bytes: 0,
  damagedFiles: 0,
  path: '',
  problems: [],
  problemCount: 0,
};

const checkBegun: Omit<ImageCheck, 'revision'> = {
  state: 'running',
  error: null,
  share: 0,
  file: '',
  problems: [],
  problemCount: 0,
  result: null,
};

export interface FakeImageData {
  readonly portrait?: Partial<ImagePortrait>;
  readonly folder?: readonly BrowsedEntry[];
  /** What is told of a sector, where that is not what the image says. */
  readonly sector?: Partial<SectorLook>;
}

export class FakeImages {
  readonly extraction = new FakeFeed(extractionBegun);
  readonly check = new FakeFeed(checkBegun);
  readonly #image: OpenedImage | null;
  readonly #browser: ImageBrowser | null;
  readonly #data: FakeImageData;

  constructor(image: OpenedImage | null, data: FakeImageData = {}) {
    this.#image = image;
    this.#browser = image && browseImage(image);
    this.#data = data;
  }

  get browser(): ImageBrowser {
    if (this.#browser) return this.#browser;
    throw new SpindleError('not-found', 'None of the image files of this dump lies in its folder.');
  }

  open(): ImageDescription & { imageId: string } {
    return { imageId: randomUUID(), ...this.browser.describe() };
  }

  /** Of the image a test put in, or as it says the sector is. */
  async sector(lba: number): Promise<SectorLook> {
    // The sidecar it speaks of lies nowhere: what tells of its sectors is then a map.
    const image = { ...this.#image!, damageFrom: '/dumps/made.map' };
    return { ...(await sectorLooker(image).sector({ lba })), ...this.#data.sector };
  }

  portrait(): ImagePortrait {
    this.browser.describe();
    const image = this.#image!;
    const files = [{ name: basename(image.path), sizeBytes: image.reader.sizeBytes }];
    return { ...portraitOf({ ...image, files: [] }), files, ...this.#data.portrait };
  }

  startCheck(): { checkId: string } {
    this.check.set(checkBegun);
    return { checkId: randomUUID() };
  }

  browse({ offset, limit, imagesOnly }: BrowseFolder): BrowsedPage {
    const all = this.#data.folder ?? [];
    const shown = all.filter(({ kind }) => !imagesOnly || kind !== 'other');
    return {
      offset,
      entries: shown.slice(offset, offset + limit),
      total: shown.length,
      otherTotal: all.filter(({ kind }) => kind === 'other').length,
    };
  }

  extract(folder: string): { extractionId: string } {
    this.extraction.set({ ...extractionBegun, folder });
    return { extractionId: randomUUID() };
  }
}
