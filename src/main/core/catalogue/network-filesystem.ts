/**
 * Which file systems a database must not lie on. SQLite's write-ahead log needs shared memory between all who have
 * it open, and locks that hold; file systems of other machines give neither (sqlite.org/wal.html, "over a network").
 */

export interface MountedFilesystem {
  readonly mountPoint: string;
  readonly type: string;
}

const networkTypes: ReadonlySet<string> = new Set([
  '9p',
  'afp',
  'afs',
  'beegfs',
  'ceph',
  'cifs',
  'coda',
  'davfs',
  'gfs',
  'glusterfs',
  'gpfs',
  'lustre',
  'ncpfs',
  'orangefs',
  'pvfs2',
  'smb3',
  'smbfs',
]);

const networkFuseTypes: ReadonlySet<string> = new Set([
  'fuse.ceph',
  'fuse.ceph-fuse',
  'fuse.curlftpfs',
  'fuse.davfs2',
  'fuse.glusterfs',
  'fuse.gvfsd-fuse',
  'fuse.jmtpfs',
  'fuse.rclone',
  'fuse.s3fs',
  'fuse.smbnetfs',
  'fuse.sshfs',
]);

/** @param type as /proc/self/mountinfo names it; overlay and bind mounts count as what they are, not as what is below */
export function isNetworkFilesystem(type: string): boolean {
  return networkTypes.has(type) || networkFuseTypes.has(type) || /^nfs\d*$/.test(type);
}

/**
 * The file system a path lies on: the longest mount point above it, the latest of those mounted over each other.
 *
 * @param mountinfo text of /proc/self/mountinfo, see proc_pid_mountinfo(5); lines that do not parse are passed over
 * @param path absolute and free of links
 */
export function filesystemAt(mountinfo: string, path: string): MountedFilesystem | null {
  let found: MountedFilesystem | null = null;
  for (const line of mountinfo.split('\n')) {
    const mounted = parseMount(line);
    if (!mounted || !isBelow(path, mounted.mountPoint)) continue;
    if (!found || mounted.mountPoint.length >= found.mountPoint.length) found = mounted;
  }
  return found;
}

/** `36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw`: mount point fifth, type after the dash. */
function parseMount(line: string): MountedFilesystem | null {
  const fields = line.split(' ');
  const dash = fields.indexOf('-', 6);
  const mountPoint = fields[4];
  const type = fields[dash + 1];
  if (dash < 0 || !mountPoint?.startsWith('/') || !type) return null;
  return { mountPoint: unescapeOctal(mountPoint), type };
}

/** Space, tab, newline and backslash are written as `\040`, `\011`, `\012`, `\134`. */
function unescapeOctal(text: string): string {
  return text.replace(/\\([0-7]{3})/g, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 8)),
  );
}

function isBelow(path: string, mountPoint: string): boolean {
  if (mountPoint === '/') return path.startsWith('/');
  return path === mountPoint || path.startsWith(`${mountPoint}/`);
}
