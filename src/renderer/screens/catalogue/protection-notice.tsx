/** What shows that a disc was protected, with the sectors that may be unreadable on purpose, for a person to confirm. */
import type { DumpRecord } from '../../../shared/model/catalogue.ts';
import { type Protection, protectionNames } from '../../../shared/model/protection.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { countWords } from '../../words/numbers.ts';
import { useCarrierChange } from '../carrier/use-carrier-change.ts';
import styles from './protection-notice.module.css';

const t = messagesOf('protection');

export function ProtectionNotices({ dump }: { readonly dump: DumpRecord }) {
  const { protection = [], dumpId } = dump.record;
  const { carrier } = dump.summary;
  const marks = useLoaded(`deliberate ${carrier} ${dumpId}`, async (hub, signal) =>
    carrier === null || protection.length === 0
      ? []
      : (await hub.collection.carriers.show({ code: carrier }, { signal })).deliberate,
  );
  return protection.map((one) => (
    <ProtectionNotice
      key={one.system}
      found={one}
      dumpId={dumpId}
      isConfirmed={(marks.value ?? []).some(
        (mark) => mark.dumpId === dumpId && mark.lba === one.suspected?.lba,
      )}
      onChanged={marks.reload}
    />
  ));
}

interface ProtectionNoticeProps {
  readonly found: Protection;
  readonly dumpId: string;
  readonly isConfirmed: boolean;
  readonly onChanged: () => void;
}

function ProtectionNotice({ found, dumpId, isConfirmed, onChanged }: ProtectionNoticeProps) {
  const change = useCarrierChange(onChanged);
  const { system, files, inStructure, suspected } = found;
  const name = protectionNames[system];
  const confirm = ({ lba, lengthSectors }: NonNullable<Protection['suspected']>) =>
    change(
      (client) => client.collection.carriers.markDeliberate({ dumpId, lba, lengthSectors, note: name }),
      t('marked'),
    );
  return (
    <Notice
      tone="warn"
      actions={
        suspected && !isConfirmed && <Button onClick={() => void confirm(suspected)}>{t('confirm')}</Button>
      }
    >
      <p>{t('marks', { name })}</p>
      {files.length > 0 && <p className={styles.files}>{files.join(', ')}</p>}
      {inStructure && <p>{t('inStructure')}</p>}
      {suspected && (
        <p>
          {t(isConfirmed ? 'confirmed' : 'suspected', {
            unread: countWords(suspected.unreadSectors),
            first: countWords(suspected.lba),
            last: countWords(suspected.lba + suspected.lengthSectors - 1),
          })}
        </p>
      )}
    </Notice>
  );
}
