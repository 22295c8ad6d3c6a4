/** Keeps a Linux system without a desktop's own means awake, by systemd's program for it. */
import { spawn } from 'node:child_process';

interface InhibitOptions {
  /** Called at most once, with what the program said. A system without the program is not refused anything. */
  readonly onRefused: (why: string) => void;
  readonly program?: string;
}

/**
 * The lock lasts as long as what it is held around: a `cat` that reads from us. So it ends with this process too, however
 * that ends. @returns releases it
 */
export function inhibitSleep({ onRefused, program = 'systemd-inhibit' }: InhibitOptions): () => void {
  const words = ['--what=sleep:idle', '--mode=block', '--who=Spindle', '--why=Drives are being read.', 'cat'];
  // In a group of its own: Ctrl-C parks jobs, and the lock is held until that is done.
  const child = spawn(program, words, { stdio: ['pipe', 'ignore', 'pipe'], detached: true });
  let said = '';
  let isReleased = false;
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-1000);
  });
  child.on('error', () => {});
  child.on('close', (code) => {
    if (!isReleased && code !== null && code > 0) onRefused(said.trim().split('\n').at(-1) ?? '');
  });
  child.unref();
  return () => {
    isReleased = true;
    child.stdin.end();
  };
}
