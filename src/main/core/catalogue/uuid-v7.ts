const hex = (value: number, digits: number) => value.toString(16).padStart(digits, '0');

/**
 * A UUID of version 7 (RFC 9562, 5.7): 48 bits of time, so that later rows sort later, and 74 bits of chance.
 *
 * @param random 10 bytes
 */
export function uuidV7(nowMs: number, random: Uint8Array): string {
  const byte = (index: number) => random[index]!;
  const time = hex(nowMs, 12);
  const a = hex(0x7000 | ((byte(0) & 0x0f) << 8) | byte(1), 4);
  const b = hex(0x8000 | ((byte(2) & 0x3f) << 8) | byte(3), 4);
  const rest = Array.from({ length: 6 }, (_, index) => hex(byte(4 + index), 2)).join('');
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}-${rest}`;
}
