import type { HubClient } from '../../../shared/contract/client.ts';

const mostItems = 50;

/** The item of this very title, made where there is none; null for no title. */
export async function itemByTitle(client: HubClient, title: string): Promise<string | null> {
  const wanted = title.trim();
  if (wanted === '') return null;
  const { items } = await client.collection.items.list({ query: wanted, after: null, limit: mostItems });
  const known = items.find((item) => item.title === wanted);
  if (known) return known.uuid;
  return (await client.collection.items.create({ title: wanted })).uuid;
}
