/** What is held against what: files against their hashes, dumps against lists, the station against its needs. */
import { Screen } from '../../components/screen.tsx';
import { Tabs } from '../../components/tabs.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { type ChecksPage, go } from '../../state/view.ts';
import { CarePage } from './care-page.tsx';
import { DatsPage } from './dats-page.tsx';
import { FixityPage } from './fixity-page.tsx';
import { PacksPage } from './packs-page.tsx';
import { StationPage } from './station-page.tsx';
import { useFixityRun } from './use-fixity-run.ts';

const t = messagesOf('checks');
const packs = messagesOf('packs');

export function ChecksScreen({ page }: { readonly page: ChecksPage }) {
  const run = useFixityRun();
  // A run that ended has changed what is known of the files.
  const status = useLoaded(`fixity ${run?.phase} ${run?.startedAt}`, (hub, signal) =>
    hub.fixity.status(undefined, { signal }),
  );
  const open = status.value?.incidents.length ?? 0;
  return (
    <Screen title={t('title')} filled>
      <Tabs
        label={t('title')}
        first={page}
        onPage={(id) => go({ screen: 'checks', page: id as ChecksPage }, { replace: true })}
        pages={[
          {
            id: 'fixity',
            title: t('fixity'),
            count: open > 0 ? String(open) : undefined,
            body: <FixityPage run={run} status={status} />,
          },
          { id: 'lists', title: t('lists'), body: <DatsPage /> },
          { id: 'packs', title: packs('title'), body: <PacksPage /> },
          { id: 'catalogue', title: t('care'), body: <CarePage /> },
          { id: 'station', title: t('station'), body: <StationPage /> },
        ]}
      />
    </Screen>
  );
}
