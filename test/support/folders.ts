/** Folders of a test's own, gone when it ends. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

export function ownFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'spindle-test-'));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}
