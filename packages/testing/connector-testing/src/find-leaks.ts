/** Every form in which a secret is likely to show up in a text. */
function listForms(secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  // In base64 a text has one of three forms, by what precedes it; the characters at its ends mix with their
  // neighbours.
  const inBase64 = [0, 1, 2].map((before) =>
    Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6)),
  );
  return [
    secret,
    JSON.stringify(secret).slice(1, -1),
    encodeURIComponent(secret),
    new URLSearchParams([['', secret]]).toString().slice(1),
    new URL(`http://${encodeURIComponent(secret)}@host`).username,
    [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''),
    bytes.toString('hex'),
    bytes.toString('hex').toUpperCase(),
    ...inBase64,
    ...inBase64.map((text) => text.replaceAll('+', '-').replaceAll('/', '_')),
  ];
}

/** Letters of percent-encoding may be small. */
const unifyCase = (text: string): string => text.replaceAll(/%[\da-f]{2}/gi, (code) => code.toUpperCase());

/**
 * The forms of a secret that a text has, to assert that there are none: as it is, in JSON, URL-encoded, in
 * base64 (wherever in the encoded text it begins) and in hex.
 */
export const findLeaks = (text: string, secret: string): readonly string[] =>
  listForms(secret).filter((form) => unifyCase(text).includes(unifyCase(form)));
