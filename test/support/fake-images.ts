/** Images of the made-up hub: the real browser over an image made of a plain tree; an extraction a test moves on. */
import { randomUUID } from 'node:crypto';
import { browseImage, type ImageBrowser } from '../../src/main/adapters/images/browse-image.ts';
import type { OpenedImage } from '../../src/main/adapters/open-image.ts';
import { SpindleError } from '../../src/shared/errors.ts';
import type { Extraction, ImageDescription } from '../../src/shared/model/image-files.ts';
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

export class FakeImages {
  readonly extraction = new FakeFeed(extractionBegun);
  readonly #browser: ImageBrowser | null;

  constructor(image: OpenedImage | null) {
    this.#browser = image && browseImage(image);
  }

  get browser(): ImageBrowser {
    if (this.#browser) return this.#browser;
    throw new SpindleError('not-found', 'None of the image files of this dump lies in its folder.');
  }

  open(): ImageDescription & { imageId: string } {
    return { imageId: randomUUID(), ...this.browser.describe() };
  }

  extract(folder: string): { extractionId: string } {
    this.extraction.set({ ...extractionBegun, folder });
    return { extractionId: randomUUID() };
  }
}
