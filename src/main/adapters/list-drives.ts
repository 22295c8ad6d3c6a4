/** The lister of the system this runs on; the code of the others is never loaded. */
import type { DriveLister } from '../core/ports.ts';

/** Lists without touching idle drives. Where a system is not known the list is empty. */
export function systemDrives(): DriveLister {
  return { list: async () => (await listerOf(process.platform))?.list() ?? [] };
}

async function listerOf(platform: NodeJS.Platform): Promise<DriveLister | null> {
  switch (platform) {
    case 'linux':
      return (await import('./linux/drive-lister.ts')).linuxDrives();
    case 'win32':
      return (await import('./windows/drive-lister.ts')).windowsDrives();
    case 'darwin':
      return (await import('./macos/drive-lister.ts')).macosDrives();
    default:
      return null;
  }
}
