import { createCipheriv, createHash, createHmac, scryptSync } from 'node:crypto';
import type { PdfkitDocument, PdfSecurity } from './pdfkit-document.ts';
import type { Permission, Protection } from './protection.ts';

const PERMISSION_BITS: Readonly<Record<Permission, number>> = {
  print: 0b1000_0000_0100,
  copy: 0b1_0000,
  modify: 0b1000,
  annotate: 0b10_0000,
  fillForms: 0b1_0000_0000,
  assemble: 0b100_0000_0000,
};
/** Bits that are always set, the one for screen readers among them. */
const ALWAYS = 0xfffff0c0 | 0b10_0000_0000;

/**
 * Encryption of ISO 32000-2, AES with 256 bits, revision 6. Salts, initialisation vectors and the key are
 * derived from the passwords, the job's key and the content itself, never drawn: the same job gives the same
 * bytes, and no two contents share a vector.
 */
export function encryptDocument(document: PdfkitDocument, protection: Protection, fileKey: string): void {
  const user = encodePassword(protection.userPassword ?? '');
  const owner = encodePassword(protection.ownerPassword ?? protection.userPassword ?? '');
  const seed = scryptSync(Buffer.concat([owner, Buffer.of(0), user]), `jobwright-pdf ${fileKey}`, 64);
  const key = derive(seed, 'key', 32);

  const u = computeEntry(user, { salts: derive(seed, 'user salts', 16), key, owned: Buffer.alloc(0) });
  const o = computeEntry(owner, { salts: derive(seed, 'owner salts', 16), key, owned: u.check });
  const permissions = protection.allow.reduce((bits, each) => bits | PERMISSION_BITS[each], ALWAYS) | 0;

  const dictionary = document.ref({
    Filter: 'Standard',
    V: 5,
    R: 6,
    Length: 256,
    CF: { StdCF: { AuthEvent: 'DocOpen', CFM: 'AESV3', Length: 32 } },
    StmF: 'StdCF',
    StrF: 'StdCF',
    O: new Uint8Array(o.check),
    OE: new Uint8Array(o.key),
    U: new Uint8Array(u.check),
    UE: new Uint8Array(u.key),
    P: permissions,
    Perms: new Uint8Array(computePermsEntry(permissions, { key, rest: derive(seed, 'perms', 4) })),
  });
  const security: PdfSecurity = {
    dictionary,
    getEncryptFn: (objectId) => (bytes) => {
      const vector = createHmac('sha256', derive(seed, 'vectors', 32))
        .update(`${objectId} `)
        .update(bytes)
        .digest()
        .subarray(0, 16);
      return Buffer.concat([vector, encrypt('aes-256-cbc', { key, vector, bytes })]);
    },
    end: () => dictionary.end(),
  };
  document._security = security;
}

const derive = (seed: Buffer, purpose: string, bytes: number): Buffer =>
  createHmac('sha256', seed).update(purpose).digest().subarray(0, bytes);

/** At most 127 bytes of UTF-8, as the specification has it. */
const encodePassword = (password: string): Buffer =>
  Buffer.from(password.normalize('NFKC'), 'utf8').subarray(0, 127);

interface EntryOptions {
  readonly salts: Buffer;
  readonly key: Buffer;
  /** For the owner's entries: those of the user. */
  readonly owned: Buffer;
}

/** Algorithms 8 and 9: what proves the password, and the key of the file locked with it. */
function computeEntry(
  password: Buffer,
  { salts, key, owned }: EntryOptions,
): { readonly check: Buffer; readonly key: Buffer } {
  const [validation, keySalt] = [salts.subarray(0, 8), salts.subarray(8, 16)];
  const check = Buffer.concat([hashPassword(password, { salt: validation, owned }), validation, keySalt]);
  const lock = hashPassword(password, { salt: keySalt, owned });
  return {
    check,
    key: encrypt('aes-256-cbc', { key: lock, vector: Buffer.alloc(16), bytes: key, isPadded: false }),
  };
}

/** Algorithm 2.B. */
function hashPassword(
  password: Buffer,
  { salt, owned }: { readonly salt: Buffer; readonly owned: Buffer },
): Buffer {
  let hash = createHash('sha256').update(password).update(salt).update(owned).digest();
  for (let round = 0, last = 0; round < 64 || last > round - 32; round += 1) {
    const block = Buffer.concat([password, hash, owned]);
    const repeated = Buffer.concat(Array.from({ length: 64 }, () => block));
    const encrypted = encrypt('aes-128-cbc', {
      key: hash.subarray(0, 16),
      vector: hash.subarray(16, 32),
      bytes: repeated,
      isPadded: false,
    });
    const remainder = encrypted.subarray(0, 16).reduce((sum, byte) => sum + byte, 0) % 3;
    hash = createHash(['sha256', 'sha384', 'sha512'][remainder] ?? 'sha256')
      .update(encrypted)
      .digest();
    last = encrypted.at(-1) ?? 0;
  }
  return hash.subarray(0, 32);
}

function computePermsEntry(
  permissions: number,
  { key, rest }: { readonly key: Buffer; readonly rest: Buffer },
): Buffer {
  const bytes = Buffer.alloc(16, 0xff);
  bytes.writeInt32LE(permissions, 0);
  bytes.write('Tadb', 8, 'latin1');
  rest.copy(bytes, 12);
  return encrypt('aes-256-ecb', { key, vector: null, bytes, isPadded: false });
}

interface CipherOptions {
  readonly key: Buffer;
  readonly vector: Buffer | null;
  readonly bytes: Uint8Array;
  readonly isPadded?: boolean;
}
function encrypt(algorithm: string, { key, vector, bytes, isPadded = true }: CipherOptions): Buffer {
  const cipher = createCipheriv(algorithm, key, vector).setAutoPadding(isPadded);
  return Buffer.concat([cipher.update(bytes), cipher.final()]);
}
