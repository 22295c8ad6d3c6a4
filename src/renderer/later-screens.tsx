/**
 * Screens the bench can be worked without: fetched when they are opened, or when the browser has nothing else to do, so
 * that they are there should the line be lost.
 */
import { type ComponentType, lazy } from 'react';
import { NotFetched, type NotFetchedProps } from './components/not-fetched.tsx';

const parts = {
  batch: () => import('./screens/batch/batch-screen.tsx'),
  batches: () => import('./screens/batch/batches-screen.tsx'),
  carrier: () => import('./screens/carrier/carrier-screen.tsx'),
  catalogue: () => import('./screens/catalogue/catalogue-screen.tsx'),
  dump: () => import('./screens/catalogue/dump-screen.tsx'),
  checks: () => import('./screens/checks/checks-screen.tsx'),
  help: () => import('./screens/help/help-screen.tsx'),
  image: () => import('./screens/images/image-screen.tsx'),
  images: () => import('./screens/images/open-image-screen.tsx'),
  practice: () => import('./screens/practice/practice-screen.tsx'),
  practiceDrive: () => import('./screens/practice/practice-drive.tsx'),
  c2Plot: () => import('./screens/job/c2-plot.tsx'),
  ratePlot: () => import('./screens/job/rate-plot.tsx'),
  quality: () => import('./screens/quality/quality-screen.tsx'),
  queue: () => import('./screens/queue/queue-screen.tsx'),
  settings: () => import('./screens/settings/settings-screen.tsx'),
} as const;

/** What did not come of them when they were fetched behind everything else, and why. */
const missed = new Map<() => Promise<unknown>, unknown>();

export const BatchScreen = laterScreen(parts.batch, ({ BatchScreen }) => BatchScreen);
export const BatchesScreen = laterScreen(parts.batches, ({ BatchesScreen }) => BatchesScreen);
export const CarrierScreen = laterScreen(parts.carrier, ({ CarrierScreen }) => CarrierScreen);
export const CatalogueScreen = laterScreen(parts.catalogue, ({ CatalogueScreen }) => CatalogueScreen);
export const DumpScreen = laterScreen(parts.dump, ({ DumpScreen }) => DumpScreen);
export const ChecksScreen = laterScreen(parts.checks, ({ ChecksScreen }) => ChecksScreen);
export const HelpScreen = laterScreen(parts.help, ({ HelpScreen }) => HelpScreen);
export const ImageScreen = laterScreen(parts.image, ({ ImageScreen }) => ImageScreen);
export const OpenImageScreen = laterScreen(parts.images, ({ OpenImageScreen }) => OpenImageScreen);
export const PracticeScreen = laterScreen(parts.practice, ({ PracticeScreen }) => PracticeScreen);
export const QualityScreen = laterScreen(parts.quality, ({ QualityScreen }) => QualityScreen);
export const QueueScreen = laterScreen(parts.queue, ({ QueueScreen }) => QueueScreen);
export const SettingsScreen = laterScreen(parts.settings, ({ SettingsScreen }) => SettingsScreen);

export const PracticeDrive = laterPart(parts.practiceDrive, ({ PracticeDrive }) => PracticeDrive);
/** These two draw with a library that is a tenth of everything the bench needs. */
export const C2Plot = laterPart(parts.c2Plot, ({ C2Plot }) => C2Plot);
export const RatePlot = laterPart(parts.ratePlot, ({ RatePlot }) => RatePlot);

/** One that does not come now is not asked for again on this page: its style sheet would be taken for one that is there. */
export function fetchLaterScreens(): void {
  requestIdleCallback(() => {
    for (const part of Object.values(parts)) part().catch((error: unknown) => missed.set(part, error));
  });
}

function laterScreen<Part, Props>(part: () => Promise<Part>, pick: (part: Part) => ComponentType<Props>) {
  return later(part, pick, false);
}

function laterPart<Part, Props>(part: () => Promise<Part>, pick: (part: Part) => ComponentType<Props>) {
  return later(part, pick, true);
}

function later<Part, Props>(
  part: () => Promise<Part>,
  pick: (part: Part) => ComponentType<Props>,
  isPart: boolean,
) {
  const inItsPlace = (facts: Omit<NotFetchedProps, 'isPart'>) => ({
    default: () => <NotFetched isPart={isPart} {...facts} />,
  });
  return lazy(async (): Promise<{ default: ComponentType<Props> }> => {
    if (missed.has(part)) return inItsPlace({ error: missed.get(part), failedBefore: true });
    try {
      return { default: pick(await part()) };
    } catch (error) {
      return inItsPlace({ error, failedBefore: false });
    }
  });
}
