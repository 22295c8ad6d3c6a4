/**
 * An image dropped anywhere on the page. The window's host learns where it lies; a browser will not tell, so the station
 * looks for a file of its name and size in the granted folders, and says what to do when it finds none.
 */
import { useEffect, useState } from 'react';
import type { FindImage } from '../../../shared/model/image-places.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { say } from '../../components/toasts.tsx';
import { ViewLink } from '../../components/view-link.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useLoaded } from '../../state/hub-context.tsx';
import { isWindow } from '../../state/native-files.ts';
import { go } from '../../state/view.ts';
import { bytesWords } from '../../words/numbers.ts';
import styles from './drop-target.module.css';

const t = messagesOf('images');

export function DropTarget() {
  const [hovered, setHovered] = useState(false);
  const [dropped, setDropped] = useState<FindImage | null>(null);
  useEffect(() => {
    let depth = 0;
    const hasFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
    const enter = (event: DragEvent) => {
      if (hasFiles(event) && ++depth === 1) setHovered(true);
    };
    const leave = (event: DragEvent) => {
      if (hasFiles(event) && --depth <= 0) end();
    };
    const end = () => {
      depth = 0;
      setHovered(false);
    };
    // Without this a browser would show the file itself in place of the page.
    const over = (event: DragEvent) => hasFiles(event) && event.preventDefault();
    const drop = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      event.preventDefault();
      end();
      if (!isWindow()) takeDrop(event.dataTransfer!, setDropped);
    };
    const listeners = { dragenter: enter, dragleave: leave, dragover: over, drop } as const;
    for (const [name, listener] of Object.entries(listeners))
      window.addEventListener(name, listener as EventListener);
    return () => {
      for (const [name, listener] of Object.entries(listeners))
        window.removeEventListener(name, listener as EventListener);
    };
  }, []);
  return (
    <>
      {hovered && <div className={styles.veil}>{t('dropHere')}</div>}
      {dropped && (
        <Dialog open onClose={() => setDropped(null)} title={t('dropTitle', { name: dropped.name })}>
          <Search wanted={dropped} onClose={() => setDropped(null)} />
        </Dialog>
      )}
    </>
  );
}

function takeDrop({ files, items }: DataTransfer, take: (wanted: FindImage) => void): void {
  const [file, ...others] = files;
  if (!file) return;
  if (others.length > 0) say(t('dropSeveral'));
  else if (items[0]?.webkitGetAsEntry()?.isDirectory) say(t('dropFolder', { name: file.name }));
  else take({ name: file.name, sizeBytes: file.size });
}

function Search({ wanted, onClose }: { readonly wanted: FindImage; readonly onClose: () => void }) {
  const found = useLoaded(`find ${wanted.name} ${wanted.sizeBytes}`, (hub, signal) =>
    hub.images.find(wanted, { signal }),
  );
  const roots = useLoaded('roots', (hub, signal) => hub.outputs.roots(undefined, { signal }));
  const places = found.value?.places;
  const only = places?.length === 1 ? places[0]! : null;
  // biome-ignore lint/correctness/useExhaustiveDependencies: onClose is made anew on every render
  useEffect(() => {
    if (!only) return;
    go({ screen: 'image', image: only });
    onClose();
  }, [only]);
  const rootPath = (id: string) => roots.value?.find((root) => root.id === id)?.path ?? '';
  return (
    <>
      <DialogBody>
        <div className={styles.words}>
          {found.error ? <FaultNotice error={found.error} /> : null}
          {!found.value && !found.error && <p role="status">{t('dropSearching', { name: wanted.name })}</p>}
          {places?.length === 0 && (
            <>
              <p role="status">
                {t('dropNone', { name: wanted.name, bytes: bytesWords(wanted.sizeBytes) })}{' '}
                {found.value?.isWhole === false && t('dropCut')}
              </p>
              <p>{t('dropWhy')}</p>
              <p>{t('dropHow')}</p>
            </>
          )}
          {places && places.length > 1 && <p>{t('dropMany')}</p>}
          <ul className={styles.places}>
            {places && places.length > 0
              ? places.map((place) => (
                  <li key={`${place.rootId} ${place.path}`}>
                    <ViewLink to={{ screen: 'image', image: place }} onClickCapture={onClose}>
                      {rootPath(place.rootId)}/{place.path}
                    </ViewLink>
                  </li>
                ))
              : roots.value?.map(({ id, label, path }) => (
                  <li key={id}>
                    <ViewLink to={{ screen: 'images', rootId: id, folder: '' }} onClickCapture={onClose}>
                      {label}
                    </ViewLink>{' '}
                    <code>{path}</code>
                  </li>
                ))}
          </ul>
        </div>
      </DialogBody>
      <DialogActions>
        <Button look="primary" onClick={onClose}>
          {t('close')}
        </Button>
      </DialogActions>
    </>
  );
}
