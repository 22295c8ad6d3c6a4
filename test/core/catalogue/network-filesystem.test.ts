import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { filesystemAt, isNetworkFilesystem } from '../../../src/main/core/catalogue/network-filesystem.ts';

const mountinfo = `22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 0:30 / / rw,relatime - 9p /dev/root rw,trans=virtio
40 27 0:41 / /srv rw,relatime shared:1 master:2 - overlay overlay rw,lowerdir=/a
41 27 0:42 / /mnt/my\\040share rw - nfs4 server:/export rw
42 27 0:43 / /mnt/usb rw - ext4 /dev/sdb1 rw
43 27 0:44 / /mnt/usb rw - fuse.sshfs me@host: rw
a line that is none
44 27 0:45 / /home/me/cloud rw - cifs //server/share rw
`;

describe('the file system of a path', () => {
  it.each([
    ['/srv/catalogue.db', 'overlay'],
    ['/srv', 'overlay'],
    ['/srvshop/catalogue.db', '9p'],
    ['/mnt/my share/catalogue.db', 'nfs4'],
    ['/mnt/usb/x/catalogue.db', 'fuse.sshfs'],
    ['/home/me/cloud/catalogue.db', 'cifs'],
    ['/proc', 'proc'],
  ])('%s lies on %s', (path, type) => {
    expect(filesystemAt(mountinfo, path)?.type).toBe(type);
  });

  it('is of this machine or of another', () => {
    for (const type of ['nfs', 'nfs4', 'cifs', 'smb3', '9p', 'fuse.sshfs', 'ceph', 'fuse.glusterfs']) {
      expect(isNetworkFilesystem(type), type).toBe(true);
    }
    for (const type of ['ext4', 'overlay', 'btrfs', 'tmpfs', 'fuseblk', 'fuse.ntfs-3g', 'vfat', 'nfsd']) {
      expect(isNetworkFilesystem(type), type).toBe(false);
    }
  });

  it('is sought without raising in any text', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (text) => {
        filesystemAt(text, '/some/where');
      }),
    );
  });
});
