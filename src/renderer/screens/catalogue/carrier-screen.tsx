/** One carrier and every attempt to image it. */
import { Button } from '../../components/button.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { VirtualTable } from '../../components/virtual-table.tsx';
import { useLoaded } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import styles from './catalogue-screen.module.css';
import { dumpColumns } from './dump-columns.tsx';

export function CarrierScreen({ code }: { readonly code: string }) {
  const carrier = useLoaded(`carrier ${code}`, (hub, signal) =>
    hub.catalogue.showCarrier({ code }, { signal }),
  );
  const dumps = carrier.value?.dumps;
  return (
    <Screen
      title={code}
      aside={dumps && `Carrier \u00b7 ${dumps.length === 1 ? '1 dump' : `${dumps.length} dumps`}`}
      filled
    >
      {carrier.error ? (
        <div className={styles.notice}>
          <FaultNotice error={carrier.error} actions={<Button onClick={carrier.reload}>Try again</Button>} />
        </div>
      ) : null}
      {dumps && (
        <VirtualTable
          label={`Dumps of ${code}`}
          columns={dumpColumns()}
          rows={dumps}
          rowKey={(dump) => dump.dumpId}
          onOpen={({ dumpId }) => go({ screen: 'dump', dumpId })}
        />
      )}
    </Screen>
  );
}
