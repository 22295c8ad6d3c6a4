/** An image into another format: what each would lose before anything is written, how far it is, what came of it. */
import { useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import type { ConversionPlan, FormatPlan } from '../../../shared/model/conversion.ts';
import type { ConvertFormat } from '../../../shared/model/convert-formats.ts';
import type { ImageSource } from '../../../shared/model/image-source.ts';
import { nameProblem, safeName } from '../../../shared/model/output.ts';
import { Button } from '../../components/button.tsx';
import { type ChoiceRow, ChoiceRows } from '../../components/choice-rows.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { FaultNotice, Notice } from '../../components/notice.tsx';
import { RootField } from '../../components/root-field.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';
import { useRootChoice } from '../../state/root-choice.ts';
import { listWords } from '../../words/numbers.ts';
import { ConversionRun } from './conversion-run.tsx';
import { generatedWords, lossWords, writtenFiles } from './conversion-words.ts';
import styles from './image-dialogs.module.css';

const t = messagesOf('convert');

export interface ConvertDialogProps {
  readonly source: ImageSource;
  /** Of the image, without ending. */
  readonly name: string;
  readonly onClose: () => void;
}

interface Begun {
  readonly conversionId: string;
  readonly rootId: string;
}

export function ConvertDialog({ source, name, onClose }: ConvertDialogProps) {
  const plan = useLoaded(`plan ${JSON.stringify(source)}`, (hub, signal) =>
    hub.convert.plan({ source }, { signal }),
  );
  const [begun, setBegun] = useState<Begun | null>(null);
  return (
    <Dialog open onClose={onClose} title={t('title', { name })} description={t('about')} wide>
      {begun ? (
        <ConversionRun {...begun} onClose={onClose} />
      ) : plan.value ? (
        <Form source={source} name={name} plan={plan.value} onBegun={setBegun} onClose={onClose} />
      ) : (
        <DialogBody>
          {plan.error ? <FaultNotice error={plan.error} /> : <p role="status">{t('looking')}</p>}
        </DialogBody>
      )}
    </Dialog>
  );
}

interface FormProps extends ConvertDialogProps {
  readonly plan: ConversionPlan;
  readonly onBegun: (begun: Begun) => void;
}

function Form({ source, name, plan, onBegun, onClose }: FormProps) {
  const { client } = useHub();
  const place = useRootChoice();
  const [format, setFormat] = useState<ConvertFormat | null>(null);
  const [into, setInto] = useState(safeName(name));
  const [fault, setFault] = useState<unknown>(null);
  const { root } = place;
  const problem = nameProblem(into);
  const isAnyPossible = plan.formats.some(({ possible }) => possible);
  const start = async () => {
    if (!format || !root) return;
    setFault(null);
    try {
      onBegun({ rootId: root.id, ...(await begin(client, source, format, root.id, into)) });
    } catch (error) {
      setFault(error);
    }
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <DialogBody>
        <div className={styles.form}>
          {plan.warnings.map((warning) => (
            <Notice key={warning} tone="warn">
              {warning}
            </Notice>
          ))}
          {!isAnyPossible && <Notice tone="warn">{t('noneAtAll')}</Notice>}
          <ChoiceRows
            label={t('format')}
            value={format}
            onChange={(value) => setFormat(value as ConvertFormat)}
            rows={rowsOf(plan.formats)}
          />
          {fault ? <FaultNotice error={fault} /> : null}
        </div>
      </DialogBody>
      <div className={styles.target}>
        <RootField label={t('where')} choice={place} />
        <TextField
          label={t('name')}
          value={into}
          problem={problem && t('nameProblem', { problem })}
          onChange={(event) => setInto(event.target.value)}
        />
        <p className={styles.preview}>
          {format && root
            ? t('willBe', { files: listWords(writtenFiles(format, into)), folder: root.path, name: into })
            : t('chooseFirst')}
        </p>
      </div>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={!format || !root || problem !== null}>
          {t('start')}
        </Button>
      </DialogActions>
    </form>
  );
}

function begin(client: HubClient, source: ImageSource, format: ConvertFormat, rootId: string, name: string) {
  return client.convert.start({ source, format, rootId, name });
}

type Possible = Extract<FormatPlan, { possible: true }>;

/** What loses least comes first; formats refused for one reason share a row. */
function rowsOf(formats: readonly FormatPlan[]): ChoiceRow[] {
  const possible = formats.filter((each) => each.possible);
  const refused = formats.filter((each) => !each.possible);
  const reasons = [...new Set(refused.map(({ why }) => why))];
  return [
    ...possible
      .toSorted((a, b) => a.lost.length - b.lost.length)
      .map((plan) => ({ value: plan.format, title: t(plan.format), notes: <PlanWords plan={plan} /> })),
    ...reasons.map((why) => ({
      value: why,
      title: listWords(refused.filter((each) => each.why === why).map(({ format }) => t(`short-${format}`))),
      notes: t('refused', { why }),
      refused: true,
    })),
  ];
}

function PlanWords({ plan: { lost, generated } }: { readonly plan: Possible }) {
  return (
    <>
      {lost.length === 0 ? (
        t('nothingLost')
      ) : (
        <span className={styles.lost}>{t('loses', { what: lossWords(lost) })}</span>
      )}
      {generated.length > 0 && ` ${t('makes', { what: generatedWords(generated) })}`}
    </>
  );
}
