/** What was decided about a carrier, the latest first. */
import type { CarrierDetail } from '../../../shared/model/collection.ts';
import { Empty } from '../../components/empty.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { EventsList } from '../catalogue/events-list.tsx';

const t = messagesOf('carrier');

export function HistoryPage({ detail }: { readonly detail: CarrierDetail }) {
  if (detail.events.length === 0) return <Empty title={t('noHistory')} />;
  return <EventsList events={[...detail.events].reverse()} />;
}
