/** Photos and scans of a carrier, its label and its box. */
import { X } from 'lucide-react';
import { useState } from 'react';
import type { Asset, CarrierDetail } from '../../../shared/model/collection.ts';
import { type AssetRole, assetRoles } from '../../../shared/model/vocabulary.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogBody } from '../../components/dialog.tsx';
import { SelectField } from '../../components/fields.tsx';
import { FileDrop } from '../../components/file-drop.tsx';
import { Notice } from '../../components/notice.tsx';
import { Panel } from '../../components/screen.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub } from '../../state/hub-context.tsx';
import { upload } from '../../state/upload.ts';
import { bytesWords, countWords } from '../../words/numbers.ts';
import { codeWords } from '../../words/vocabulary.ts';
import styles from './carrier.module.css';
import { makeThumbnail } from './thumbnail.ts';
import { useCarrierChange } from './use-carrier-change.ts';
import { usePhoto } from './use-photo.ts';

const t = messagesOf('intake');

export interface PhotosPanelProps {
  readonly detail: CarrierDetail;
  readonly onChanged: () => void;
}

export function PhotosPanel({ detail, onChanged }: PhotosPanelProps) {
  const { client } = useHub();
  const change = useCarrierChange(onChanged);
  const [role, setRole] = useState<AssetRole>('front');
  const [adding, setAdding] = useState<string | null>(null);
  const [shown, setShown] = useState<Asset | null>(null);
  const { code } = detail.carrier;
  const add = async (files: readonly File[]) => {
    for (const file of files) {
      setAdding(file.name);
      await change(async (hub) => {
        const thumbnail = await makeThumbnail(file);
        const uploadId = await upload(client, file);
        const thumbnailId = thumbnail && (await upload(client, thumbnail));
        return hub.assets.add({ code, role, name: file.name, uploadId, thumbnailId });
      }, t('added'));
    }
    setAdding(null);
  };
  return (
    <Panel title={t('photos')}>
      <div className={styles.panelBody}>
        {detail.assets.length > 0 && (
          <ul className={styles.photos}>
            {detail.assets.map((asset) => (
              <li key={asset.uuid}>
                <Thumbnail asset={asset} onShow={() => setShown(asset)} />
                <span className={styles.quiet}>{codeWords('assetRole', asset.role)}</span>
              </li>
            ))}
          </ul>
        )}
        <FileDrop
          accept="image/jpeg,image/png,image/webp"
          choose={t('addPhoto')}
          multiple
          onFiles={(files) => void add(files)}
        >
          <span className={styles.quiet}>
            {adding === null ? t('noPhotos') : t('adding', { name: adding })}
          </span>
        </FileDrop>
        <SelectField<AssetRole>
          label={t('role')}
          value={role}
          onChange={setRole}
          choices={assetRoles.map((each) => ({ value: each, label: codeWords('assetRole', each) }))}
        />
      </div>
      <Dialog
        open={shown !== null}
        onClose={() => setShown(null)}
        wide
        title={shown ? codeWords('assetRole', shown.role) : ''}
        {...(shown && { description: sizeWords(shown) })}
      >
        {shown && (
          <DialogBody>
            <Photo asset={shown} />
            <Button
              icon={<X />}
              onClick={async () => {
                const { uuid } = shown;
                if (await change((hub) => hub.assets.remove({ uuid }), t('removed'))) setShown(null);
              }}
            >
              {t('removePhoto')}
            </Button>
          </DialogBody>
        )}
      </Dialog>
    </Panel>
  );
}

function sizeWords({ width, height, sizeBytes }: Asset): string {
  const edge = (pixels: number | null) => (pixels === null ? '?' : countWords(pixels));
  return t('photoSize', { width: edge(width), height: edge(height), size: bytesWords(sizeBytes) });
}

function Thumbnail({ asset, onShow }: { readonly asset: Asset; readonly onShow: () => void }) {
  const { url } = usePhoto(asset.uuid, true);
  return (
    <button
      type="button"
      className={styles.thumbnail}
      aria-label={t('showPhoto', { role: codeWords('assetRole', asset.role) })}
      onClick={onShow}
    >
      {url !== null && <img src={url} alt="" />}
    </button>
  );
}

function Photo({ asset }: { readonly asset: Asset }) {
  const { url, isBroken } = usePhoto(asset.uuid, false);
  if (isBroken) return <Notice tone="warn">{t('notShown')}</Notice>;
  return url === null ? null : (
    <img className={styles.photo} src={url} alt={codeWords('assetRole', asset.role)} />
  );
}
