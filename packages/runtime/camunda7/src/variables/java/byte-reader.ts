import { JavaStreamError } from './java-stream-error.ts';

/** Reads the big-endian numbers of Java one after the other. All throw JavaStreamError at the end. */
export interface ByteReader {
  int8(): number;
  uint8(): number;
  int16(): number;
  uint16(): number;
  int32(): number;
  /** A number where it can hold the digits. */
  int64(): number | bigint;
  float32(): number;
  float64(): number;
  bytes(count: number): Uint8Array;
  /** How many bytes have not been read. */
  left(): number;
}

export function createByteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const take = (count: number): number => {
    const start = at;
    if (count < 0 || !Number.isSafeInteger(count) || start + count > bytes.byteLength)
      throw new JavaStreamError('It ends too early');
    at += count;
    return start;
  };
  return {
    int8: () => view.getInt8(take(1)),
    uint8: () => view.getUint8(take(1)),
    int16: () => view.getInt16(take(2)),
    uint16: () => view.getUint16(take(2)),
    int32: () => view.getInt32(take(4)),
    int64() {
      const value = view.getBigInt64(take(8));
      return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER ? Number(value) : value;
    },
    float32: () => shortestFloat(view.getFloat32(take(4))),
    float64: () => view.getFloat64(take(8)),
    bytes(count) {
      const start = take(count);
      return bytes.subarray(start, start + count);
    },
    left: () => bytes.byteLength - at,
  };
}

/** 0.1, not 0.10000000149011612: the fewest digits that are the same number of 32 bits, as Java writes it. */
function shortestFloat(value: number): number {
  for (let digits = 1; digits <= 9; digits += 1) {
    const shorter = Number(value.toPrecision(digits));
    if (Math.fround(shorter) === value) return shorter;
  }
  return value;
}
