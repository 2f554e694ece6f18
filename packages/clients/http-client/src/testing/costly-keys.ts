const der = (tag: number, ...contents: readonly Uint8Array[]): Buffer => {
  const content = Buffer.concat(contents);
  const head =
    content.length < 128 ? [tag, content.length] : [tag, 0x82, content.length >> 8, content.length & 255];
  return Buffer.concat([Buffer.from(head), content]);
};
const sequence = (...contents: readonly Uint8Array[]): Buffer => der(0x30, ...contents);
const objectId = (hex: string): Buffer => der(0x06, Buffer.from(hex, 'hex'));
const integer = (value: number): Buffer =>
  der(0x02, Buffer.from(value.toString(16).padStart(10, '0'), 'hex'));
const octets = (length: number): Buffer => der(0x04, Buffer.alloc(length, 1));

const toPem = (algorithm: Buffer): string => {
  const base64 = sequence(algorithm, octets(128)).toString('base64');
  const lines = base64.match(/.{1,64}/g) ?? [];
  return ['-----BEGIN ENCRYPTED PRIVATE KEY-----', ...lines, '-----END ENCRYPTED PRIVATE KEY-----', ''].join(
    '\n',
  );
};

const inPbes2 = (derivation: Buffer): string =>
  toPem(
    sequence(
      objectId('2a864886f70d01050d'),
      sequence(derivation, sequence(objectId('60864801650304012a'), octets(16))),
    ),
  );

/** Encrypted keys that name so much work that nobody would ever open them; what is in them is no key. */
export const createPbkdf2Key = (rounds: number): string =>
  inPbes2(
    sequence(
      objectId('2a864886f70d01050c'),
      sequence(octets(8), integer(rounds), sequence(objectId('2a864886f70d020b'), Buffer.from([5, 0]))),
    ),
  );

export const createScryptKey = (cost: number, blockSize: number, parallelism: number): string =>
  inPbes2(
    sequence(
      objectId('2b06010401da47040b'),
      sequence(octets(8), integer(cost), integer(blockSize), integer(parallelism)),
    ),
  );

/** As PKCS#12 derives it (pbeWithSHA1And3-KeyTripleDES-CBC). */
export const createPkcs12Key = (rounds: number): string =>
  toPem(sequence(objectId('2a864886f70d010c0103'), sequence(octets(8), integer(rounds))));
