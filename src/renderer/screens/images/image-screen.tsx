/** One image, wherever it lies: what it is and why, what is in it, and what its lost sectors mean. */
import { HardDriveDownload, Replace, ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { miniMap } from '../../../shared/model/mini-map.ts';
import { Button } from '../../components/button.tsx';
import { Chip } from '../../components/chip.tsx';
import { Name } from '../../components/name.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { Screen } from '../../components/screen.tsx';
import { type TabPage, Tabs } from '../../components/tabs.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { inSectors } from '../../sector-map/cells.ts';
import { MiniMapStrip } from '../../sector-map/mini-map-strip.tsx';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { fragmentOf, go, type ImageRef } from '../../state/view.ts';
import { countWords } from '../../words/numbers.ts';
import { TracksTable } from '../disc/tracks-table.tsx';
import { ImageFiles, type OpenedImage } from '../files/files-page.tsx';
import header from '../job/job-header.module.css';
import { CheckStrip } from './check-strip.tsx';
import { ConvertDialog } from './convert-dialog.tsx';
import styles from './image-screen.module.css';
import { lastStep, openImage } from './open-image.ts';
import { PartsPage } from './parts-page.tsx';
import { SectorsPage } from './sectors-page.tsx';
import { verdictOn } from './verdict.ts';
import { WhatPage } from './what-page.tsx';
import { WriteDialog } from './write-dialog.tsx';

const t = messagesOf('images');
const common = messagesOf('common');

/** Cells of the strip that stands for the whole image. */
const stripCells = 120;

export function ImageScreen({ image }: { readonly image: ImageRef }) {
  const opened = useLoaded(fragmentOf({ screen: 'image', image }), (hub, signal) =>
    openImage(hub, image, signal),
  );
  if (opened.error)
    return (
      <Screen
        title={'path' in image ? lastStep(image.path) : t('title')}
        actions={
          <Button onClick={() => go({ screen: 'images', rootId: null, folder: '' })}>{t('openAgain')}</Button>
        }
      >
        <FaultNotice
          error={opened.error}
          actions={<Button onClick={opened.reload}>{common('tryAgain')}</Button>}
        />
      </Screen>
    );
  if (!opened.value) return <p className={styles.waiting}>{t('opening')}</p>;
  return <Opened key={opened.value.imageId} image={image} opened={opened.value} onLost={opened.reload} />;
}

interface OpenedProps {
  readonly image: ImageRef;
  readonly opened: OpenedImage;
  readonly onLost: () => void;
}

function Opened({ image, opened, onLost }: OpenedProps) {
  const { imageId, trees, soundTracks } = opened;
  const { client } = useHub();
  const [checkId, setCheck] = useState<string | null>(null);
  const startCheck = async () => setCheck((await client.images.check({ imageId })).checkId);
  const [dialog, setDialog] = useState<'convert' | 'write' | null>(null);
  // Of a dump the catalogue wants to hear what becomes of it.
  const source = 'dumpId' in image ? { dumpId: image.dumpId } : { imageId };
  const portrait = useLoaded(`portrait ${imageId}`, (hub, signal) =>
    hub.images.portrait({ imageId }, { signal }),
  );
  const [tree] = trees;
  const hurt = useLoaded(`hurt ${imageId} ${tree?.id}`, async (hub, signal) =>
    tree ? hub.images.hurt({ imageId, tree: tree.id }, { signal }) : null,
  );
  if (portrait.error)
    return (
      <main className={styles.screen}>
        <FaultNotice
          error={portrait.error}
          actions={<Button onClick={onLost}>{common('tryAgain')}</Button>}
        />
      </main>
    );
  if (!portrait.value) return <p className={styles.waiting}>{t('opening')}</p>;
  const { path, format, map, disc, files } = portrait.value;
  const name = lastStep(path);
  const stem = name.replace(/\.[^.]*$/, '') || name;
  const { tone, word, sentence } = verdictOn({ portrait: portrait.value, hurt: hurt.value, soundTracks });
  const runs = map && inSectors(map);
  const pages: TabPage[] = [
    {
      id: 'files',
      title: t('tabFiles'),
      body: <ImageFiles image={opened} name={stem} onLost={onLost} />,
    },
    ...(disc && disc.tracks.length > 0
      ? [
          {
            id: 'tracks',
            title: t('tabTracks'),
            count: countWords(disc.tracks.length),
            body: <TracksTable disc={disc} map={map} records={[]} />,
          },
        ]
      : []),
    {
      id: 'sectors',
      title: t('tabSectors'),
      body: <SectorsPage imageId={imageId} portrait={portrait.value} hurt={hurt.value} />,
    },
    { id: 'what', title: t('tabWhat'), body: <WhatPage portrait={portrait.value} /> },
    {
      id: 'parts',
      title: t('tabParts'),
      count: countWords(files.length),
      body: <PartsPage portrait={portrait.value} />,
    },
  ];
  return (
    <main className={styles.screen}>
      <header className={header.header}>
        <div className={header.words}>
          <p className={header.line}>
            <Chip tone={tone}>{word}</Chip>
            <span className={header.name}>
              <Name>{name}</Name>
            </span>
            <span className={header.source} title={path}>
              <Name>{path}</Name>
            </span>
          </p>
          <h1 className={header.verdict}>{sentence}</h1>
        </div>
        <div className={header.actions}>
          <Button icon={<ShieldCheck />} disabled={format === 'store'} onClick={() => void act(startCheck)}>
            {t('verify')}
          </Button>
          <Button icon={<Replace />} onClick={() => setDialog('convert')}>
            {t('convert')}
          </Button>
          <Button icon={<HardDriveDownload />} onClick={() => setDialog('write')}>
            {t('write')}
          </Button>
        </div>
      </header>
      {checkId !== null && <CheckStrip key={checkId} checkId={checkId} onClose={() => setCheck(null)} />}
      {runs && <MiniMapStrip letters={miniMap(runs, stripCells)} />}
      <div className={styles.pages}>
        <Tabs label={t('about')} pages={pages} />
      </div>
      {dialog === 'convert' && <ConvertDialog source={source} name={stem} onClose={() => setDialog(null)} />}
      {dialog === 'write' && <WriteDialog source={source} name={name} onClose={() => setDialog(null)} />}
    </main>
  );
}
