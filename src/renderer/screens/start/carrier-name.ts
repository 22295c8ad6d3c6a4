/** What the files of a carrier shall be called, by the template of the settings. */
import { useEffect, useState } from 'react';
import type { HubClient } from '../../../shared/contract/client.ts';
import { safeName } from '../../../shared/model/output.ts';
import { useHub } from '../../state/hub-context.tsx';

export interface NameAsked {
  readonly code: string;
  readonly template: string;
  readonly drive: string;
  /** What the medium calls itself. */
  readonly volume: string | null;
}

const pauseMs = 200;

/** A carrier the catalogue does not know yet, or a catalogue that cannot be asked, leaves its code. */
export async function carrierName(
  client: HubClient,
  asked: NameAsked,
  signal?: AbortSignal,
): Promise<string> {
  const { code, template, drive, volume } = asked;
  const request = { template, codes: [code], drive, volume };
  const names = await client.collection.naming
    .preview(request, signal ? { signal } : {})
    .then((preview) => preview.names)
    .catch(() => []);
  return names[0]?.name ?? safeName(code);
}

/** @returns null while nobody has said which carrier it is, and until it is known */
export function useCarrierName({ code, template, drive, volume }: NameAsked): string | null {
  const { client } = useHub();
  const [named, setNamed] = useState<{ code: string; name: string } | null>(null);
  useEffect(() => {
    if (code === '') return;
    const end = new AbortController();
    const timer = setTimeout(() => {
      void carrierName(client, { code, template, drive, volume }, end.signal).then((name) => {
        if (!end.signal.aborted) setNamed({ code, name });
      });
    }, pauseMs);
    return () => {
      clearTimeout(timer);
      end.abort();
    };
  }, [client, code, template, drive, volume]);
  return code !== '' && named?.code === code ? named.name : null;
}
