import { describe, expect, test } from 'vitest';
import { createMask } from './mask.ts';

const SECRET = 'p@ss/w"örd+1 %\\=';

const maskOf = (...secrets: string[]) => {
  const mask = createMask();
  for (const secret of secrets) mask.hide(secret);
  return mask;
};

describe('a secret is hidden', () => {
  const bytes = Buffer.from(SECRET);
  const percent = encodeURIComponent(SECRET);
  const lower = percent.replaceAll(/%[\dA-F]{2}/g, (code) => code.toLowerCase());
  const toHexWith = (separator: string) =>
    [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join(separator);
  const basic = (user: string) => Buffer.from(`${user}:${SECRET}`).toString('base64');
  test.each([
    ['as it is', SECRET],
    ['percent-encoded', percent],
    ['percent-encoded in lower case', lower],
    ['percent-encoded in part', SECRET.replace('/', '%2f').replace('%\\', '%25\\')],
    ['percent-encoded all over', [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')],
    ['percent-encoded twice', encodeURIComponent(percent)],
    ['in a path', encodeURI(SECRET)],
    ['in a form', new URLSearchParams([['', SECRET]]).toString().slice(1)],
    ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
    ['in JSON in JSON', JSON.stringify(JSON.stringify(SECRET)).slice(3, -3)],
    [
      'in JSON with escapes',
      SECRET.replaceAll(/[^a-z\d]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['in HTML', SECRET.replaceAll('"', '&quot;').replaceAll('ö', '&#246;').replaceAll('/', '&#x2F;')],
    [
      'in quoted-printable',
      [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join(''),
    ],
    ['in hex', bytes.toString('hex')],
    ['in hex in upper case', bytes.toString('hex').toUpperCase()],
    ['in hex with colons', toHexWith(':')],
    ['in hex with blanks, in upper case', toHexWith(' ').toUpperCase()],
    ['in hex with dashes', toHexWith('-')],
    ['in hex in lines', toHexWith('\r\n')],
    ['in hex as a list', toHexWith(', 0x')],
    ['in hex as escapes', toHexWith('\\x')],
    [
      'in quoted-printable in lines',
      [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('=\r\n'),
    ],
    ['broken by a soft line break', `${SECRET.slice(0, 5)}=\n${SECRET.slice(5)}`],
  ])('%s', (_case, written) => {
    expect(maskOf(SECRET).text(`before ${written} after`)).toBe('before *** after');
  });

  test.each(['', 'u', 'us', 'use', 'user', 'user1'])('in base64 behind %j', (user) => {
    const mask = maskOf(SECRET);
    const before = Buffer.from(`${user}:`).toString('base64').replace(/=+$/, '').slice(0, -1);
    for (const encoded of [basic(user), Buffer.from(basic(user), 'base64').toString('base64url')]) {
      for (const text of [encoded, encodeURIComponent(encoded)]) {
        const masked = mask.text(`Basic ${text}`);
        expect(masked).toMatch(/^Basic [\w+/-]*\*\*\*(?:[=]|%3D)*$/);
        expect(masked.replaceAll(/Basic |\*\*\*.*/g, '').length).toBeLessThanOrEqual(before.length + 1);
      }
    }
    const within = Buffer.from(`${user}:${SECRET}&more`).toString('base64');
    expect(mask.text(within)).toContain('***');
  });

  const longKey = Array.from({ length: 40 }, (_, at) => Buffer.alloc(30, at + 40).toString('base64url')).join(
    '',
  );
  describe.each([
    ['short', SECRET],
    ['longer than a line', `${'abc-DEF_123/'.repeat(15)}x`],
    ['long', longKey],
  ])('in base64 in lines, a secret that is %s', (_length, secret) => {
    const breaks = ['\r\n', '\n', '\n ', '\\r\\n', '\r\n\t'];
    test.each(['', 'u:', 'user:', 'a user with a name of some length:'])('behind %j', (before) => {
      for (const alphabet of ['base64', 'base64url'] as const) {
        for (const columns of [76, 64, 60, 16]) {
          for (const lineBreak of breaks) {
            const encoded = Buffer.from(`${before}${secret} and more`).toString(alphabet);
            const lines = encoded.match(new RegExp(`.{1,${columns}}`, 'g')) ?? [];
            const masked = maskOf(secret).text(lines.join(lineBreak));
            expect(masked).toContain('***');
            const left = Buffer.from(masked.replaceAll(/\s|\\r|\\n/g, '').replace(/\*\*\*.*/, ''), alphabet);
            expect(before.startsWith(left.toString().slice(0, before.length))).toBe(true);
            expect(masked.length).toBeLessThan(encoded.length - secret.length + 12);
          }
        }
      }
    });
  });

  test('in base64 in lines of an odd length', () => {
    const encoded = Buffer.from(`user:${SECRET}`).toString('base64');
    for (let columns = 3; columns < 30; columns += 1) {
      const masked = maskOf(SECRET).text(
        (encoded.match(new RegExp(`.{1,${columns}}`, 'g')) ?? []).join('\r\n'),
      );
      expect(masked).toContain('***');
    }
  });

  test('in base64 that is not its own, without its neighbours', () => {
    const text = Buffer.from('nothing of it in here, whatever stands before').toString('base64');
    expect(maskOf(SECRET).text(text)).toBe(text);
  });

  test('where a text was cut within it', () => {
    const mask = maskOf('correct-horse-battery');
    expect(mask.text('token correct-horse-b…')).toBe('token ***…');
    expect(mask.text('token correct-horse-b...')).toBe('token ***...');
    expect(mask.text('token correct-')).toBe('token ***');
    expect(mask.text('that is correct')).toBe('that is ***');
    expect(mask.text('a cor')).toBe('a cor');
  });

  test('when it is long, such as a key or a token', () => {
    const lines = Array.from({ length: 20 }, (_, at) => Buffer.alloc(48, at + 65).toString('base64'));
    const pem = `-----BEGIN PRIVATE KEY-----\n${lines.join('\n')}\n-----END PRIVATE KEY-----`;
    const mask = maskOf(pem);
    for (const text of [pem, JSON.stringify(pem).slice(1, -1), encodeURIComponent(pem), lines[3]!]) {
      expect(mask.text(`<${text}>`)).toBe('<***>');
    }
    const encoded = Buffer.from(`user:${pem}`).toString('base64');
    expect(mask.text(encoded).length).toBeLessThan(30);
  });

  test('with others that are part of it', () => {
    expect(maskOf('horse', 'correct-horse').text('correct-horse, horse')).toBe('***, ***');
  });

  test('in the names and texts of a value', () => {
    const value = { [SECRET]: [SECRET, { body: `x${SECRET}` }], n: 1, error: new Error(SECRET) };
    expect(JSON.stringify(maskOf(SECRET).value(value))).toMatch(
      /^\{"\*\*\*":\["\*\*\*",\{"body":"x\*\*\*"\}\],"n":1,"error":\{"name":"Error","message":"\*\*\*"/,
    );
  });
});

describe('short secrets', () => {
  const value = {
    response: { status: 400, body: 'pop 0', headers: {} },
    code: '400',
    failure: 'HTTP_DNS_FAILED',
  };
  test.each(['0', 'p', '400', 'o'])('%j changes no code, no name and no text around it', (secret) => {
    const mask = createMask();
    expect(mask.hide(secret)).toBe('tooShort');
    expect(mask.value(value)).toEqual(value);
    expect(mask.code('400')).toBe('400');
    expect(mask.text(secret)).toBe('***');
  });

  test.each(['response', 'status', 'HTTP', 'DNS_FAILED', 'FAILED', 'body'])(
    '%j, longer, changes no code and no name of ours',
    (secret) => {
      const mask = maskOf(secret);
      expect(mask.value(value)).toEqual(value);
      expect(mask.code('HTTP_DNS_FAILED')).toBe('HTTP_DNS_FAILED');
    },
  );

  test('a name of others that holds a word of four letters is no secret, one beside others is', () => {
    expect(maskOf('coun').value({ account: 1, 'x coun': 2 })).toEqual({ account: 1, 'x ***': 2 });
  });

  test('a code from elsewhere is masked, too', () => {
    expect(maskOf('s3cret-token').code('DENIED_s3cret-token')).toBe('DENIED_***');
    expect(maskOf('AKIAIOSFODNN7EXAMPLE').code('AKIAIOSFODNN7EXAMPLE')).toBe('***');
  });

  test('an empty one is none', () => {
    expect(maskOf('').text('a b')).toBe('a b');
  });
});

describe('any value is masked in the end', () => {
  const cyclic: Record<string, unknown> = { a: 1 };
  cyclic['self'] = cyclic;
  const deep = Array.from({ length: 100_000 }).reduce<unknown>((inner) => [inner], 'x');
  let shared: unknown = 'x';
  for (let level = 0; level < 19; level += 1) shared = Array.from({ length: 10 }, () => shared);
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const throwing = new Proxy(new Error('x'), {
    get: () => {
      throw new Error('no');
    },
    getPrototypeOf: () => {
      throw new Error('no');
    },
    ownKeys: () => {
      throw new Error('no');
    },
  });
  const getter = {
    a: 1,
    get b(): never {
      throw new Error('no');
    },
  };
  test.each([
    ['a cycle', cyclic, { a: 1, self: '[cut]' }],
    ['a revoked proxy', revoked.proxy, '[unreadable]'],
    ['a proxy that throws', throwing, '[unreadable]'],
    ['a getter that throws', getter, { a: 1, b: '[unreadable]' }],
    ['a symbol', Symbol('x'), '[symbol]'],
    ['a function', () => undefined, '[function]'],
    ['bytes', Buffer.alloc(10_000_000), '[10000000 bytes]'],
    ['__proto__', JSON.parse('{"__proto__":{"a":1}}'), JSON.parse('{"__proto__":{"a":1}}')],
  ])('%s', (_case, value, expected) => {
    expect(maskOf(SECRET).value({ value })).toEqual({ value: expected });
  });

  test('great depth and parts without number', () => {
    const mask = maskOf(SECRET);
    expect(JSON.stringify(mask.value(deep))).toContain('[cut]');
    expect(JSON.stringify(mask.value(shared)).length).toBeLessThan(10_000_000);
  });

  test('an error whose parts are something else', () => {
    const error = Object.assign(new Error('x'), {
      message: { a: SECRET },
      cause: new Error('y', { cause: cyclic }),
    });
    expect(maskOf(SECRET).value(error)).toMatchObject({ message: { a: '***' }, cause: { message: 'y' } });
  });
});

test('a long text is searched in linear time: the test ends', () => {
  const mask = maskOf('correct-horse-battery', SECRET, 'aaaaaaaaaaaaaaab', `${'x'.repeat(5_000)}y`);
  mask.hide(`${'\\'.repeat(12)}x`);
  const pieces = ['a', 'correct-', '%', '%25', '\\', '\\u00', 'cGFzc', 'xxxxxxx ', '&#', '&#0'];
  for (const piece of pieces) {
    const text = `${piece.repeat(300_000 / piece.length)}.`;
    expect(mask.text(text)).toBe(text);
  }
});

describe('JSON that the process gets', () => {
  const masked = (data: unknown): unknown =>
    JSON.parse(maskOf(SECRET, 'body', '12345678').data(JSON.stringify(data)));

  test('has no secret in its texts, however it is written', () => {
    const encoded = Buffer.from(`user:${SECRET}`).toString('base64');
    expect(masked({ a: [SECRET, { b: `x ${encodeURIComponent(SECRET)}` }], c: `Basic ${encoded}` })).toEqual({
      a: ['***', { b: 'x ***' }],
      c: expect.not.stringContaining(encoded.slice(8, -4)),
    });
  });

  test('keeps names, numbers, and words that are a short secret too', () => {
    const data = { body: 'body', number: 1234567890, [SECRET]: true, deep: [[[null, false, 0.5]]] };
    expect(masked(data)).toEqual(data);
  });

  test('stays as it is, to the letter, without a secret', () => {
    const json = '{"a":12345678901234567890,"a":1e400,"b":"\\u0041"}';
    expect(maskOf(SECRET).data(json)).toBe(json);
  });
});
