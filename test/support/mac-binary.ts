/** MacBinary II of type APPL and creator test: what `hcopy -m` takes a file with a resource fork from. */
export function macBinary(name: string, data: Uint8Array, resource: Uint8Array): Uint8Array {
  const padded = (bytes: Uint8Array) => Math.ceil(bytes.length / 128) * 128;
  const file = new Uint8Array(128 + padded(data) + padded(resource));
  const view = new DataView(file.buffer);
  file.set([0, name.length, ...Buffer.from(name, 'latin1')]);
  file.set(Buffer.from('APPLtest'), 65);
  view.setUint32(83, data.length);
  view.setUint32(87, resource.length);
  file.set([129, 129], 122);
  let crc = 0;
  for (const byte of file.subarray(0, 124)) {
    crc ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) crc = (crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1) & 0xffff;
  }
  view.setUint16(124, crc);
  file.set(data, 128);
  file.set(resource, 128 + padded(data));
  return file;
}
