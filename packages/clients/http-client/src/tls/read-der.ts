/** One value of DER (X.690). */
export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
}

export const DER = { integer: 0x02, octetString: 0x04, objectId: 0x06, sequence: 0x30 } as const;

const MAX_LENGTH_BYTES = 4;

/**
 * The values one after the other in these bytes; `undefined` if they are not DER, e.g. because of indefinite
 * lengths (BER).
 */
export function readDer(bytes: Uint8Array): readonly DerValue[] | undefined {
  const values: DerValue[] = [];
  for (let position = 0; position < bytes.length;) {
    const tag = bytes[position] ?? 0;
    const first = bytes[position + 1] ?? 0x80;
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f;
    if (first === 0x80 || lengthBytes > MAX_LENGTH_BYTES || (tag & 0x1f) === 0x1f) return undefined;
    const start = position + 2 + lengthBytes;
    const length = lengthBytes === 0 ? first : toNumber(bytes.subarray(position + 2, start));
    if (start + length > bytes.length) return undefined;
    values.push({ tag, content: bytes.subarray(start, start + length) });
    position = start + length;
  }
  return values;
}

const toNumber = (bytes: Uint8Array): number => bytes.reduce((sum, byte) => sum * 256 + byte, 0);

/**
 * The integers in these bytes, nested ones included; `undefined` if they are not DER. Integers of more than
 * four bytes are `Infinity`.
 */
export function listDerIntegers(bytes: Uint8Array): readonly number[] | undefined {
  const values = readDer(bytes);
  if (values === undefined) return undefined;
  const found: number[] = [];
  for (const { tag, content } of values) {
    if (tag === DER.integer) found.push(readSize(content));
    if (tag !== DER.sequence) continue;
    const inner = listDerIntegers(content);
    if (inner === undefined) return undefined;
    found.push(...inner);
  }
  return found;
}

function readSize(content: Uint8Array): number {
  const digits = content.subarray(content.findIndex((byte) => byte !== 0));
  return digits.length > MAX_LENGTH_BYTES ? Infinity : toNumber(digits);
}
