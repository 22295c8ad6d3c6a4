/** What is in the drive, and how to image it. Enter starts. */
import { type RefObject, type SyntheticEvent, useRef, useState } from 'react';
import type { Drive } from '../../../shared/model/drive.ts';
import { defaultSettings } from '../../../shared/model/settings.ts';
import { Button } from '../../components/button.tsx';
import { classNames } from '../../components/class-names.ts';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { FaultNotice } from '../../components/notice.tsx';
import { useCommand, useScan } from '../../keys/use-keys.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { go } from '../../state/view.ts';
import { carrierNoun, isDiscDrive } from '../../words/disc.ts';
import { carrierName, useCarrierName } from './carrier-name.ts';
import { MediumFacts } from './medium-facts.tsx';
import { SeenBefore } from './seen-before.tsx';
import { firstChoices, nameOf, type StartChoices, startRequest } from './start-choices.ts';
import styles from './start-dialog.module.css';
import { StartOptions } from './start-options.tsx';
import { useStartRoom } from './use-start-room.ts';

const t = messagesOf('start');

export interface StartDialogProps {
  readonly drive: Drive;
  /** A code that was scanned for it already. */
  readonly carrier?: string | null;
  readonly onClose: () => void;
}

export function StartDialog({ drive, carrier: scanned = null, onClose }: StartDialogProps) {
  const carrier = useRef<HTMLInputElement>(null);
  return (
    <Dialog
      open
      onClose={onClose}
      wide={isDiscDrive(drive)}
      title={t('title', { carrier: carrierNoun(drive), drive: drive.label })}
      description={drive.address}
      initialFocus={carrier}
    >
      <StartForm drive={drive} scanned={scanned} onClose={onClose} carrierBox={carrier} />
    </Dialog>
  );
}

interface StartFormProps {
  readonly drive: Drive;
  readonly scanned: string | null;
  readonly onClose: () => void;
  /** Where a scanner types: it ends with Enter, and Enter starts. */
  readonly carrierBox: RefObject<HTMLInputElement | null>;
}

function StartForm({ drive, scanned, onClose, carrierBox }: StartFormProps) {
  const { client, store } = useHub();
  const form = useRef<HTMLFormElement>(null);
  const medium = useLoaded(`inspect ${drive.id}`, (hub, signal) =>
    hub.drives.inspect({ sourceId: drive.id }, { signal }),
  );
  const roots = useLoaded('roots', (hub, signal) => hub.outputs.roots(undefined, { signal }));
  const [edits, setEdits] = useState<Partial<StartChoices>>(scanned === null ? {} : { carrier: scanned });
  const [refusal, setRefusal] = useState<unknown>(null);
  const [starting, setStarting] = useState(false);

  const proposed = firstChoices(drive, medium.value, roots.value ?? [], store.getState().settings?.defaults);
  const naming = {
    code: (edits.carrier ?? '').trim(),
    template: store.getState().settings?.nameTemplate ?? defaultSettings.nameTemplate,
    drive: drive.label,
    volume: medium.value ? (nameOf(medium.value) ?? null) : null,
  };
  const named = useCarrierName(naming);
  const unedited = named ?? proposed.name;
  const choices: StartChoices = { ...proposed, name: unedited, ...edits };
  const onChange = (change: Partial<StartChoices>) =>
    setEdits((before) => {
      const { name, ...others } = { ...before, ...change };
      // What a scanner typed into the name by mistake is taken out again: the name follows the carrier as before.
      if (change.name === unedited) return others;
      // What is continued keeps its name, whatever carrier it is then said to be.
      if (change.resume) return { ...others, name: choices.name };
      return name === undefined ? others : { ...others, name };
    });
  const noun = carrierNoun(drive, medium.value);
  const request = medium.value ? startRequest(drive.id, choices) : null;

  const room = useStartRoom(drive.id, medium.value, choices);

  useCommand('start', () => form.current?.requestSubmit());
  useCommand('identify', medium.reload);
  // Wherever the focus is, a scanned carrier goes into its own box.
  useScan((scan) => {
    if (scan.kind !== 'carrier' || document.activeElement === carrierBox.current) return false;
    setEdits((before) => ({ ...before, carrier: scan.code }));
    carrierBox.current?.focus();
    return true;
  });
  const onSubmit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (!request || starting) return;
    setStarting(true);
    setRefusal(null);
    try {
      // A scanner starts before the name of what it scanned is known.
      const name =
        edits.name === undefined && naming.code !== '' ? await carrierName(client, naming) : request.name;
      const { jobId } = await client.jobs.start({ ...request, name });
      onClose();
      go({ screen: 'job', jobId });
    } catch (error) {
      setRefusal(error);
      setStarting(false);
    }
  };
  return (
    <form ref={form} onSubmit={onSubmit}>
      <DialogBody>
        <div className={classNames(styles.columns, isDiscDrive(drive) && styles.wide)}>
          <section className={styles.medium} aria-label={t('what', { carrier: noun })}>
            {medium.error ? (
              <FaultNotice
                error={medium.error}
                actions={<Button onClick={medium.reload}>{t('lookAgain')}</Button>}
              />
            ) : medium.value ? (
              <>
                <SeenBefore inspection={medium.value} />
                <MediumFacts inspection={medium.value} />
              </>
            ) : (
              <p className={styles.looking} role="status">
                {t('looking', { carrier: noun })}
              </p>
            )}
          </section>
          <section className={styles.options} aria-label={t('how')}>
            {roots.error ? <FaultNotice error={roots.error} /> : null}
            <StartOptions
              choices={choices}
              carrierBox={carrierBox}
              roots={roots.value ?? []}
              room={room}
              noun={noun}
              onChange={onChange}
            />
          </section>
        </div>
        {refusal ? (
          <div className={styles.refusal}>
            <FaultNotice error={refusal} />
          </div>
        ) : null}
      </DialogBody>
      <DialogActions>
        <span className={styles.promise}>{t('promise', { carrier: noun })}</span>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button type="submit" look="primary" aria-disabled={!request || starting}>
          {choices.resume ? t('continueImaging') : t('startImaging')}
        </Button>
      </DialogActions>
    </form>
  );
}
