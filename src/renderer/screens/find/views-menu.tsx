/** Searches kept under a name. */
import { Bookmark } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogActions, DialogBody } from '../../components/dialog.tsx';
import { TextField } from '../../components/fields.tsx';
import { Menu } from '../../components/menu.tsx';
import { act } from '../../components/toasts.tsx';
import { messagesOf } from '../../messages/messages.ts';
import { useHub, useLoaded } from '../../state/hub-context.tsx';

const t = messagesOf('find');

export interface ViewsMenuProps {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

export function ViewsMenu({ query, onQuery }: ViewsMenuProps) {
  const views = useLoaded('views', (hub, signal) => hub.search.savedViews(undefined, { signal }));
  const [saving, setSaving] = useState(false);
  const { client } = useHub();
  const saved = views.value?.views ?? [];
  const current = saved.find((view) => view.query === query);
  return (
    <>
      <Menu
        label={t('views')}
        words={t('views')}
        icon={<Bookmark />}
        entries={[
          ...saved.map((view) => ({ words: view.name, onChoose: () => onQuery(view.query) })),
          ...(query.trim() !== '' && !current
            ? [{ words: t('saveView'), onChoose: () => setSaving(true) }]
            : []),
          ...(current
            ? [
                {
                  words: t('removeView', { name: current.name }),
                  onChoose: () =>
                    void act(() => client.search.removeView({ name: current.name }).then(views.reload)),
                },
              ]
            : []),
          ...(saved.length === 0 && query.trim() === '' ? [{ words: t('noViews'), onChoose: () => {} }] : []),
        ]}
      />
      <Dialog open={saving} onClose={() => setSaving(false)} title={t('saveView')} description={query}>
        <SaveForm
          query={query}
          onClose={() => setSaving(false)}
          onSaved={() => {
            setSaving(false);
            views.reload();
          }}
        />
      </Dialog>
    </>
  );
}

interface SaveFormProps {
  readonly query: string;
  readonly onClose: () => void;
  readonly onSaved: () => void;
}

function SaveForm({ query, onClose, onSaved }: SaveFormProps) {
  const { client } = useHub();
  const [name, setName] = useState('');
  const save = async () => {
    if (await act(() => client.search.saveView({ name: name.trim(), query }))) onSaved();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') void save();
      }}
    >
      <DialogBody>
        <TextField
          label={t('viewName')}
          value={name}
          maxLength={100}
          onChange={(event) => setName(event.target.value)}
        />
      </DialogBody>
      <DialogActions>
        <Button onClick={onClose}>{t('cancel')}</Button>
        <Button look="primary" type="submit" disabled={name.trim() === ''}>
          {t('save')}
        </Button>
      </DialogActions>
    </form>
  );
}
