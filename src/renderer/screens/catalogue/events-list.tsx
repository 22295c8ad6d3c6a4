import type { DumpEvent } from '../../../shared/model/sidecar.ts';
import { Chip } from '../../components/chip.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { momentWords } from '../../words/moments.ts';
import type { Tone } from '../../words/stage.ts';
import styles from './events-list.module.css';

const t = messagesOf('dump');

/** Library of Congress event types (id.loc.gov/vocabulary/preservation/eventType). */
const eventTypes = ['ima', 'mes', 'fix', 'rec', 'mee', 'mem', 'val'] as const;

function eventWords(type: string): string {
  const known = eventTypes.find((each) => each === type);
  return known ? t(known) : type;
}

const tones: Readonly<Record<'success' | 'warning' | 'fail', Tone>> = {
  success: 'good',
  warning: 'warn',
  fail: 'bad',
};

/** What happened to a dump or a carrier; the hash of an event chains it to all before. */
export function EventsList({
  events,
}: {
  readonly events: readonly (DumpEvent & { readonly hash?: string })[];
}) {
  return (
    <ol className={styles.events}>
      {events.map((event) => (
        <li key={event.uuid}>
          <time dateTime={event.at}>{momentWords(event.at)}</time>
          <Chip tone={tones[event.outcome]}>{eventWords(event.type)}</Chip>
          <span>{event.detail}</span>
          {event.hash && <code title={event.hash}>{event.hash.slice(0, 12)}</code>}
        </li>
      ))}
    </ol>
  );
}
