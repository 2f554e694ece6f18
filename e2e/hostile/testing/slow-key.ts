/** One value of DER, with its length. */
const toDer = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents);
  const length =
    content.length < 128
      ? Buffer.from([content.length])
      : Buffer.from([0x82, content.length >> 8, content.length & 0xff]);
  return Buffer.concat([Buffer.from([tag]), length, content]);
};

const toOid = (hex: string): Buffer => toDer(0x06, Buffer.from(hex, 'hex'));
const sequence = (...contents: readonly Uint8Array[]): Buffer => toDer(0x30, ...contents);

/**
 * An encrypted key (PKCS #8, PBES2) whose password is turned into a key with 100 million rounds of PBKDF2:
 * minutes of work for whoever opens it.
 * @see https://www.rfc-editor.org/rfc/rfc8018#appendix-A
 */
const encrypted = sequence(
  sequence(
    toOid('2a864886f70d01050d'),
    sequence(
      sequence(
        toOid('2a864886f70d01050c'),
        sequence(
          toDer(0x04, Buffer.alloc(16, 1)),
          toDer(0x02, Buffer.from([0x05, 0xf5, 0xe1, 0x00])),
          sequence(toOid('2a864886f70d0209'), toDer(0x05)),
        ),
      ),
      sequence(toOid('60864801650304012a'), toDer(0x04, Buffer.alloc(16, 2))),
    ),
  ),
  toDer(0x04, Buffer.alloc(256, 3)),
);

export const slowKey = `-----BEGIN ENCRYPTED PRIVATE KEY-----
${encrypted.toString('base64').replaceAll(/.{64}/g, '$&\n')}
-----END ENCRYPTED PRIVATE KEY-----
`;
