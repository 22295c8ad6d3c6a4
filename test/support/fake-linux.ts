/** Another Linux machine as a tree of files: what its kernel would show in /sys, /proc and /run. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { LinuxView } from '../../src/main/adapters/linux/sysfs.ts';
import { ownFolder } from './folders.ts';

type Attributes = Readonly<Record<string, string | Uint8Array>>;

export interface FakeDisk {
  /** `major:minor`. */
  readonly number: string;
  /** Place below /sys/devices of the device that the disk's directory hangs on; virtual disks have none. */
  readonly on?: string;
  /** Attributes of the disk, by path below its directory (`queue/...` too), and of its device. */
  readonly disk?: Attributes;
  readonly device?: Attributes;
  /** Names of the devices it is built from. */
  readonly slaves?: readonly string[];
  readonly partitions?: Readonly<Record<string, string>>;
}

export class FakeLinux {
  readonly #root = ownFolder();
  readonly #sys = join(this.#root, 'sys');
  readonly #devicesByPath = new Map<string, string>();
  readonly #devicesHolding = new Map<string, string>();

  get view(): LinuxView {
    return {
      sys: this.#sys,
      proc: join(this.#root, 'proc'),
      dev: join(this.#root, 'dev'),
      run: join(this.#root, 'run'),
      deviceAt: (path) => this.#devicesByPath.get(path) ?? null,
      deviceHolding: (path) => this.#devicesHolding.get(path) ?? null,
    };
  }

  disk(name: string, disk: FakeDisk): this {
    const place = disk.on ?? 'virtual';
    const directory = join(this.#sys, 'devices', place, 'block', name);
    this.#write(directory, { dev: disk.number, ...disk.disk });
    this.#publish(name, disk.number, directory);
    if (disk.on !== undefined) {
      const device = join(this.#sys, 'devices', place);
      this.#write(device, disk.device ?? {});
      symlinkSync(device, join(directory, 'device'));
    }
    for (const [partition, number] of Object.entries(disk.partitions ?? {})) {
      const inner = join(directory, partition);
      this.#write(inner, { dev: number, partition: '1' });
      this.#publish(partition, number, inner);
    }
    for (const slave of disk.slaves ?? []) {
      const member = join(this.#sys, 'class/block', slave);
      this.#link(member, join(directory, 'slaves', slave));
      this.#link(directory, join(member, 'holders', name));
    }
    return this;
  }

  /** The generic node of a SCSI device. */
  generic(name: string, number: string, on: string): this {
    const device = join(this.#sys, 'devices', on);
    const directory = join(device, 'scsi_generic', name);
    this.#write(directory, { dev: number });
    symlinkSync(device, join(directory, 'device'));
    this.#link(directory, join(this.#sys, 'dev/char', number));
    return this;
  }

  /** Each: device number, mount point, type, source, options of the file system. */
  mounts(...mounts: readonly (readonly [string, string, string, string, string?])[]): this {
    const lines = mounts.map(
      ([number, point, type, source, options = 'rw'], index) =>
        `${index + 20} 1 ${number} / ${point} rw,relatime shared:1 - ${type} ${source} ${options}`,
    );
    return this.file('proc/self/mountinfo', `${lines.join('\n')}\n`);
  }

  swaps(...paths: readonly string[]): this {
    const lines = paths.map((path) => `${path} partition 8388604 0 -2`);
    return this.file('proc/swaps', ['Filename Type Size Used Priority', ...lines, ''].join('\n'));
  }

  /** What stat(2) would say of the file system that holds a path. */
  holds(path: string, number: string): this {
    this.#devicesHolding.set(path, number);
    return this;
  }

  file(path: string, text: string): this {
    this.#write(join(this.#root, dirname(path)), { [path.slice(dirname(path).length + 1)]: text });
    return this;
  }

  #publish(name: string, number: string, directory: string): void {
    this.#link(directory, join(this.#sys, 'class/block', name));
    this.#link(directory, join(this.#sys, 'dev/block', number));
    this.#devicesByPath.set(`/dev/${name}`, number);
  }

  #link(target: string, path: string): void {
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }

  #write(directory: string, attributes: Attributes): void {
    mkdirSync(directory, { recursive: true });
    for (const [name, value] of Object.entries(attributes)) {
      mkdirSync(dirname(join(directory, name)), { recursive: true });
      writeFileSync(join(directory, name), typeof value === 'string' ? `${value}\n` : value);
    }
  }
}
