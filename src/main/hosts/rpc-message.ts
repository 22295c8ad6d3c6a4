/** The envelope of a call, checked before the RPC layer sees it, so that nonsense ends a connection and not the hub. */
import { z } from 'zod';

/** Files and forms have no place in the contract; these headers would make the RPC layer decode one. */
const bodyHeader = /^content-/i;

const callSchema = z.object({
  i: z.union([z.string().max(64), z.int()]),
  t: z.literal(1).optional(),
  p: z.object({
    u: z.string().max(4096).startsWith('/'),
    m: z.string().max(16).optional(),
    h: z
      .record(
        z.string().refine((name) => !bodyHeader.test(name)),
        z.string(),
      )
      .optional(),
    b: z.unknown().optional(),
  }),
});
/** MessageType.ABORT_SIGNAL of the RPC layer. */
const abortSchema = z.object({ i: z.union([z.string().max(64), z.int()]), t: z.literal(4) });
const messageSchema = z.union([callSchema, abortSchema]);

/** True for the text of a call or of the end of one. Binary messages are never ours. */
export function isRpcMessage(data: unknown): data is string {
  if (typeof data !== 'string') return false;
  let parsed: unknown;
  try {
    parsed = JSON.parse(data);
  } catch {
    return false;
  }
  return messageSchema.safeParse(parsed).success;
}
