/** Which news are told to whoever looks elsewhere, by what, and how loud. */
import { Volume2 } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useStore } from 'zustand';
import { type NewsKind, newsKinds, type Settings } from '../../../shared/model/settings.ts';
import { Button } from '../../components/button.tsx';
import { CheckCell } from '../../components/fields.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { soundOf } from '../../telling/news.ts';
import { askPermission, lookAtPermission, permissionStore } from '../../telling/notices.ts';
import { play } from '../../telling/sounds.ts';
import styles from './telling-settings.module.css';

const t = messagesOf('telling');

type Telling = Settings['telling'];

interface TellingSettingsProps {
  readonly telling: Telling;
  /** Told from what it is when it is saved: boxes are ticked faster than that. */
  readonly onChange: (change: (telling: Telling) => Partial<Telling>) => void;
}

export function TellingSettings({ telling, onChange }: TellingSettingsProps) {
  const toggle = (by: 'notify' | 'sound', kind: NewsKind, on: boolean) =>
    onChange((present) => ({
      [by]: newsKinds.filter((each) => (each === kind ? on : present[by].includes(each))),
    }));
  return (
    <>
      <table className={styles.table} aria-label={t('table')}>
        <thead>
          <tr>
            <th scope="col">{t('what')}</th>
            <th scope="col">{t('notification')}</th>
            <th scope="col">{t('sound')}</th>
            <th scope="col">{t('listen')}</th>
          </tr>
        </thead>
        <tbody>
          {newsKinds.map((kind) => {
            const what = t(`kind-${kind}`);
            return (
              <tr key={kind}>
                <th scope="row">{what}</th>
                <td>
                  <CheckCell
                    label={t('notifyOf', { what })}
                    checked={telling.notify.includes(kind)}
                    onChange={(on) => toggle('notify', kind, on)}
                  />
                </td>
                <td>
                  <CheckCell
                    label={t('soundOf', { what })}
                    checked={telling.sound.includes(kind)}
                    onChange={(on) => toggle('sound', kind, on)}
                  />
                </td>
                <td>
                  <Button
                    look="plain"
                    icon={<Volume2 />}
                    aria-label={t('listenTo', { what })}
                    disabled={telling.volume === 0}
                    onClick={() => play(soundOf(kind), telling.volume)}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className={styles.note}>{t('notifyNote')}</p>
      {telling.notify.length > 0 && <BrowserPermission />}
      <Volume value={telling.volume} onChange={(volume) => onChange(() => ({ volume }))} />
    </>
  );
}

/** What the browser says to it; a window of our own needs no leave. */
function BrowserPermission() {
  const permission = useStore(permissionStore, (state) => state.permission);
  useEffect(() => {
    lookAtPermission();
    window.addEventListener('focus', lookAtPermission);
    return () => window.removeEventListener('focus', lookAtPermission);
  }, []);
  switch (permission) {
    case 'granted':
      return null;
    case 'ask':
      return (
        <div className={styles.permission}>
          <p>{t('allowFirst')}</p>
          <Button onClick={() => act(askPermission)}>{t('allow')}</Button>
        </div>
      );
    case 'denied':
    case 'none':
      return <p className={styles.permission}>{t(permission)}</p>;
  }
}

interface VolumeProps {
  readonly value: number;
  readonly onChange: (percent: number) => void;
}

/** Heard and kept when it is let go. */
function Volume({ value, onChange }: VolumeProps) {
  const id = useId();
  const [moved, setMoved] = useState<number | null>(null);
  const percent = moved ?? value;
  const keep = () => {
    if (moved === null) return;
    if (moved !== value) {
      onChange(moved);
      play('complete', moved);
    }
    setMoved(null);
  };
  return (
    <div className={styles.volume}>
      <label htmlFor={id}>{t('volume')}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={100}
        step={5}
        value={percent}
        aria-valuetext={t('percent', { percent })}
        onChange={(event) => setMoved(Number(event.target.value))}
        onPointerUp={keep}
        onKeyUp={keep}
        onBlur={keep}
      />
      <output htmlFor={id}>{t('percent', { percent })}</output>
    </div>
  );
}
