const [PLUS, MINUS] = [0x2b, 0x2d];
const REPLACEMENT = 0xfffd;

/** The six bits that each byte stands for in base64; 64 where it stands for none. */
const SEXTETS = new Uint8Array(256).fill(64);
for (const [value, letter] of [
  ...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/',
].entries()) {
  SEXTETS[letter.charCodeAt(0)] = value;
}

/**
 * Decodes UTF-7 (RFC 2152) in one pass: UTF-16 in base64 stands between `+` and the first byte that is not
 * base64, which is dropped when it is `-`. Bytes outside of ASCII become U+FFFD.
 */
export function decodeUtf7(bytes: Buffer): string {
  const units = Buffer.allocUnsafe(2 * bytes.length);
  let length = 0;
  const add = (unit: number): void => {
    length = units.writeUInt16LE(unit, length);
  };
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte !== PLUS) {
      add(byte < 0x80 ? byte : REPLACEMENT);
      continue;
    }
    if (bytes[at + 1] === MINUS) {
      add(PLUS);
      at += 1;
      continue;
    }
    let [bits, bitCount] = [0, 0];
    for (
      let sextet = SEXTETS[bytes[at + 1] ?? 0] ?? 64;
      sextet < 64;
      sextet = SEXTETS[bytes[at + 1] ?? 0] ?? 64
    ) {
      at += 1;
      bits = (bits << 6) | sextet;
      bitCount += 6;
      if (bitCount < 16) continue;
      bitCount -= 16;
      add((bits >>> bitCount) & 0xffff);
      bits &= (1 << bitCount) - 1;
    }
    if (bytes[at + 1] === MINUS) at += 1;
  }
  return units.toString('utf16le', 0, length);
}
