/** Bytes that are read one after the other. Each read @throws RangeError beyond their end. */
export interface ByteStream {
  byte(): number;
  uint16(): number;
  int16(): number;
  uint32(): number;
  /** 255UInt16 of WOFF2, 4.1: small numbers take one byte. */
  packed(): number;
  take(length: number): Uint8Array;
}

export function createByteStream(bytes: Uint8Array): ByteStream {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const move = (length: number): number => {
    at += length;
    return at - length;
  };
  const byte = (): number => view.getUint8(move(1));
  return {
    byte,
    uint16: () => view.getUint16(move(2)),
    int16: () => view.getInt16(move(2)),
    uint32: () => view.getUint32(move(4)),
    packed() {
      const code = byte();
      if (code === 253) return view.getUint16(move(2));
      if (code === 255) return byte() + 253;
      return code === 254 ? byte() + 506 : code;
    },
    take(length) {
      const from = move(length);
      if (at > bytes.byteLength) throw new RangeError('Beyond the end');
      return bytes.subarray(from, at);
    },
  };
}
