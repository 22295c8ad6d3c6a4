/** What a screen reader is told of a batch: what each drive asks for, and that the stack has shifted. */
import { useEffect, useRef, useState } from 'react';
import type { BatchStatus } from '../../../shared/model/batch.ts';
import { messagesOf } from '../../messages/messages.ts';
import { promptWords } from './batch-words.ts';

const t = messagesOf('batch');

export function SpokenPrompts({ status: { batch, drives, shift } }: { readonly status: BatchStatus }) {
  const said = useRef(new Map<string, string>());
  const [sentence, setSentence] = useState('');
  const prompts = drives
    // Reading is told of by its job, looking is over in a moment.
    .filter(({ kind }) => kind !== 'reading' && kind !== 'looking')
    .map((prompt) => ({ drive: prompt.label, says: promptWords(prompt, batch) }));
  const wishes = [
    ...prompts.map(({ drive, says }) => ({ about: drive, words: t('spoken', { drive, says }) })),
    ...(shift ? [{ about: 'shift', words: t('spokenShift') }] : []),
  ];
  const key = wishes.map(({ words }) => words).join('\n');
  // biome-ignore lint/correctness/useExhaustiveDependencies: key holds all the words
  useEffect(() => {
    const news = wishes.filter(({ about, words }) => said.current.get(about) !== words);
    said.current = new Map(wishes.map(({ about, words }) => [about, words]));
    if (news.length > 0) setSentence(news.map(({ words }) => words).join(' '));
  }, [key]);
  return (
    <div className="visually-hidden" role="status" aria-live="polite" data-prompts>
      {sentence}
    </div>
  );
}
