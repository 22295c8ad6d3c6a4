/** Several digests of bytes as they pass. */
import { createHash } from 'node:crypto';

/** How manifests name the algorithms of RFC 8493 and its neighbours, and how the system does. */
const systemNames: Readonly<Record<string, string>> = {
  md5: 'md5',
  sha1: 'sha1',
  sha224: 'sha224',
  sha256: 'sha256',
  sha384: 'sha384',
  sha512: 'sha512',
  sha3224: 'sha3-224',
  sha3256: 'sha3-256',
  sha3384: 'sha3-384',
  sha3512: 'sha3-512',
  blake2b512: 'blake2b512',
};

/** The digest of no bytes, by algorithm. */
export const emptyDigests: ReadonlyMap<string, string> = new Map(
  Object.entries(systemNames).map(([name, system]) => [name, createHash(system).digest('hex')]),
);

export interface Digests {
  update(bytes: Uint8Array): void;
  /** Lower case hex, by algorithm. Once. */
  finish(): ReadonlyMap<string, string>;
}

/** @param algorithms names of {@link emptyDigests} */
export function digests(algorithms: Iterable<string>): Digests {
  const hashes = [...new Set(algorithms)].map((name) => [name, createHash(systemNames[name]!)] as const);
  return {
    update(bytes) {
      for (const [, hash] of hashes) hash.update(bytes);
    },
    finish: () => new Map(hashes.map(([name, hash]) => [name, hash.digest('hex')])),
  };
}
