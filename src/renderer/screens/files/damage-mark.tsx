import type { DamageState } from '../../../shared/model/image-files.ts';
import { Chip } from '../../components/chip.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { bytesWords } from '../../words/numbers.ts';

const t = messagesOf('files');

export interface DamageMarkProps {
  readonly state: DamageState;
  readonly damagedBytes: number;
  readonly kind: 'file' | 'directory' | 'symlink' | 'other';
  /** False when nothing says how the sectors were read: silence is then no good sign. */
  readonly isKnown: boolean;
  /** Hurt entries below a directory. */
  readonly hurtInside?: number;
}

/** What unread sectors mean for an entry, in colour, sign and words. */
export function DamageMark({ state, damagedBytes, kind, isKnown, hurtInside = 0 }: DamageMarkProps) {
  if (state === 'unread') return <Chip tone="bad">{t('notRead')}</Chip>;
  if (state === 'damaged')
    return (
      <Chip tone="warn">
        {kind === 'directory' ? t('namesMissing') : t('damaged', { size: bytesWords(damagedBytes) })}
      </Chip>
    );
  if (hurtInside > 0) return <Chip tone="warn">{t('hurtInside', { count: hurtInside })}</Chip>;
  return isKnown ? <Chip tone="good">{t('intact')}</Chip> : <Chip tone="neutral">{t('notKnown')}</Chip>;
}
