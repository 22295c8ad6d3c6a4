/** The frame around every screen: the rail, the state of the line, messages and announcements. */
import { CSPProvider } from '@base-ui/react/csp-provider';
import { Suspense, useEffect } from 'react';
import { useStore } from 'zustand';
import styles from './app.module.css';
import { Announcements } from './components/announcements.tsx';
import { ConnectionBanner } from './components/connection-banner.tsx';
import { CrashReport } from './components/crash-report.tsx';
import { EmptyScreen } from './components/empty.tsx';
import { ErrorBoundary } from './components/error-boundary.tsx';
import { Rail } from './components/rail.tsx';
import { sayFault, Toasts } from './components/toasts.tsx';
import { GlobalKeys } from './keys/global-keys.tsx';
import {
  BatchesScreen,
  BatchScreen,
  CarrierScreen,
  CatalogueScreen,
  ChecksScreen,
  DumpScreen,
  fetchLaterScreens,
  HelpScreen,
  ImageScreen,
  OpenImageScreen,
  PracticeScreen,
  QualityScreen,
  QueueScreen,
  SettingsScreen,
} from './later-screens.tsx';
import { languageStore } from './messages/language.ts';
import { applyLanguage } from './messages/locale.ts';
import { messagesOf } from './messages/messages.ts';
import { BenchScreen } from './screens/bench/bench-screen.tsx';
import { KioskScreen } from './screens/bench/kiosk-screen.tsx';
import { FirstSteps } from './screens/first-steps/first-steps.tsx';
import { DropTarget } from './screens/images/drop-target.tsx';
import { JobScreen } from './screens/job/job-screen.tsx';
import { PracticeStrip } from './screens/practice/practice-strip.tsx';
import { type Hub, HubProvider, useHub, useHubState, useView } from './state/hub-context.tsx';
import { applyContrast, applyTheme } from './state/theme.ts';
import { fragmentOf, type View } from './state/view.ts';
import { Telling } from './telling/telling.tsx';

const t = messagesOf('frame');

export function App({ hub }: { readonly hub: Hub }) {
  // Another language draws everything anew.
  useStore(languageStore);
  return (
    <CSPProvider disableStyleElements>
      <HubProvider hub={hub}>
        <Frame />
        <Toasts />
      </HubProvider>
    </CSPProvider>
  );
}

function Frame() {
  const { connection } = useHub();
  const line = useStore(connection.state);
  const view = useView();
  useSettings();
  useAbout();
  useEffect(fetchLaterScreens, []);
  if (line.kind === 'no-token') {
    return (
      <EmptyScreen title={t('noToken')}>
        <p>{t('noTokenWords')}</p>
      </EmptyScreen>
    );
  }
  if (view.screen === 'bench' && view.kiosk) {
    return (
      <div className={styles.content}>
        <PracticeStrip />
        <ConnectionBanner />
        <div className={styles.screen}>
          <ErrorBoundary resetKey={fragmentOf(view)}>
            <KioskScreen />
          </ErrorBoundary>
        </div>
        <GlobalKeys />
        <Announcements />
        <Telling />
      </div>
    );
  }
  return (
    <div className={styles.frame}>
      <Rail view={view} />
      <div className={styles.content}>
        <PracticeStrip />
        <ConnectionBanner />
        <FirstSteps />
        <div className={styles.screen}>
          <ErrorBoundary resetKey={fragmentOf(view)}>
            <Suspense>
              <ScreenOf view={view} />
            </Suspense>
          </ErrorBoundary>
        </div>
      </div>
      <GlobalKeys />
      <Announcements />
      <Telling />
      <DropTarget />
      <CrashReport />
    </div>
  );
}

function ScreenOf({ view }: { readonly view: View }) {
  switch (view.screen) {
    case 'bench':
      return <BenchScreen />;
    case 'queue':
      return <QueueScreen />;
    case 'job':
      return <JobScreen key={view.jobId} jobId={view.jobId} />;
    case 'batches':
      return <BatchesScreen key={view.query} query={view.query ?? null} />;
    case 'batch':
      return <BatchScreen key={view.batchId} batchId={view.batchId} />;
    case 'quality':
      return <QualityScreen key={view.batchId} batchId={view.batchId} />;
    case 'catalogue':
      return <CatalogueScreen query={view.query} page={view.page ?? null} />;
    case 'dump':
      return <DumpScreen key={view.dumpId} dumpId={view.dumpId} isInside={view.inside ?? false} />;
    case 'carrier':
      return <CarrierScreen key={view.code} code={view.code} />;
    case 'images':
      return <OpenImageScreen rootId={view.rootId} folder={view.folder} />;
    case 'image':
      return <ImageScreen key={fragmentOf(view)} image={view.image} />;
    case 'checks':
      return <ChecksScreen page={view.page} />;
    case 'settings':
      return <SettingsScreen />;
    case 'help':
      return <HelpScreen />;
    case 'practice':
      return <PracticeScreen />;
  }
}

/** What answers; asked anew whenever the line is there again, for another program may be behind it. */
function useAbout() {
  const { client, connection, store } = useHub();
  const connected = useStore(connection.state, (state) => state.kind === 'connected');
  useEffect(() => {
    if (!connected) return;
    const end = new AbortController();
    client.system.about(undefined, { signal: end.signal }).then(
      (about) => store.setState({ about }),
      // Whatever it was, the screens meet it themselves and say so.
      (error: unknown) => end.signal.aborted || console.info('The program was not told.', error),
    );
    return () => end.abort();
  }, [client, connected, store]);
}

/** Settings are asked for whenever the line is there and they are not. */
function useSettings() {
  const { client, connection, store } = useHub();
  const connected = useStore(connection.state, (state) => state.kind === 'connected');
  const theme = useHubState((state) => state.settings?.theme);
  const contrast = useHubState((state) => state.settings?.contrast);
  const language = useHubState((state) => state.settings?.language);
  useEffect(() => {
    if (!connected || store.getState().settings) return;
    client.settings.get().then(
      (settings) => store.setState({ settings }),
      (error: unknown) => console.warn('The settings could not be read; the usual ones are used.', error),
    );
  }, [client, connected, store]);
  useEffect(() => {
    if (theme) applyTheme(theme);
  }, [theme]);
  useEffect(() => {
    if (contrast) applyContrast(contrast);
  }, [contrast]);
  useEffect(() => {
    if (language) applyLanguage(language).catch(sayFault);
  }, [language]);
}
