/** The 44 bytes before the samples of a CD in a RIFF WAVE file: PCM, 44.1 kHz, 16 bits, stereo. */
const headerBytes = 44;
const sampleRate = 44_100;
const frameBytes = 4;

/** @param dataBytes at most 4 GiB less the header: 74 minutes have 0.8 */
export function waveHeader(dataBytes: number): Uint8Array {
  const header = new Uint8Array(headerBytes);
  const view = new DataView(header.buffer);
  const text = (offset: number, value: string) => {
    for (let index = 0; index < value.length; index++) header[offset + index] = value.charCodeAt(index);
  };
  text(0, 'RIFF');
  view.setUint32(4, headerBytes - 8 + dataBytes, true);
  text(8, 'WAVEfmt ');
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 2, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frameBytes, true);
  view.setUint16(32, frameBytes, true);
  view.setUint16(34, 16, true);
  text(36, 'data');
  view.setUint32(40, dataBytes, true);
  return header;
}
