/**
 * Screens the bench can be worked without: fetched when they are opened, or when the browser has nothing else to do, so
 * that they are there should the line be lost.
 */
import { lazy } from 'react';

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

export const BatchScreen = lazy(async () => ({ default: (await parts.batch()).BatchScreen }));
export const BatchesScreen = lazy(async () => ({ default: (await parts.batches()).BatchesScreen }));
export const CarrierScreen = lazy(async () => ({ default: (await parts.carrier()).CarrierScreen }));
export const CatalogueScreen = lazy(async () => ({ default: (await parts.catalogue()).CatalogueScreen }));
export const DumpScreen = lazy(async () => ({ default: (await parts.dump()).DumpScreen }));
export const ChecksScreen = lazy(async () => ({ default: (await parts.checks()).ChecksScreen }));
export const HelpScreen = lazy(async () => ({ default: (await parts.help()).HelpScreen }));
export const ImageScreen = lazy(async () => ({ default: (await parts.image()).ImageScreen }));
export const OpenImageScreen = lazy(async () => ({ default: (await parts.images()).OpenImageScreen }));
export const PracticeDrive = lazy(async () => ({ default: (await parts.practiceDrive()).PracticeDrive }));
export const PracticeScreen = lazy(async () => ({ default: (await parts.practice()).PracticeScreen }));
/** These two draw with a library that is a tenth of everything the bench needs. */
export const C2Plot = lazy(async () => ({ default: (await parts.c2Plot()).C2Plot }));
export const RatePlot = lazy(async () => ({ default: (await parts.ratePlot()).RatePlot }));
export const QualityScreen = lazy(async () => ({ default: (await parts.quality()).QualityScreen }));
export const QueueScreen = lazy(async () => ({ default: (await parts.queue()).QueueScreen }));
export const SettingsScreen = lazy(async () => ({ default: (await parts.settings()).SettingsScreen }));

/** One that does not come now is asked for again when it is opened. */
export function fetchLaterScreens(): void {
  requestIdleCallback(() => {
    for (const part of Object.values(parts)) part().catch(() => undefined);
  });
}
