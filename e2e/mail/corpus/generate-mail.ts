import { createRandom, type Random } from './random.ts';
import { pickLines, pickText, toBase64Lines, toEncodedWord, toQuotedPrintable } from './sample-texts.ts';

interface Part {
  readonly headers: readonly string[];
  readonly body: Buffer;
}

const MAX_DEPTH = 3;

/**
 * An email as mail programs write them, and as they should not (RFC 5322, 2045-2049, 2231, 3676), the same
 * for the same seed.
 */
export function generateMail(seed: number, messageId: string): Buffer {
  const random = createRandom(seed);
  const { headers, body } = generatePart(random, 0);
  const head = [
    `Message-ID: ${messageId}`,
    `From: ${generateFrom(random)}`,
    `Subject: ${generateSubject(random)}`,
    ...(random.chance(40) ? [`To: ${generateFrom(random)}`] : []),
    ...(random.chance(30) ? ['X-Folded: one\r\n two\r\n\tthree'] : []),
    'MIME-Version: 1.0',
    ...headers,
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'utf8'), body]);
}

function generateSubject(random: Random): string {
  const words = Array.from({ length: 1 + random.below(3) }, () =>
    random.chance(60)
      ? toEncodedWord(pickText(random), random)
      : random.pick(['plain', 'Re:', '50%', '=?', 'a=b']),
  );
  return words.join(random.pick([' ', '\r\n ']));
}

function generateFrom(random: Random): string {
  const address = random.pick(['ada@example.com', 'a.b+c@sub.example.org', 'x_y@example.net']);
  const word = toEncodedWord(pickText(random), random);
  return random.pick([
    address,
    `<${address}>`,
    `Ada <${address}>`,
    `"Lovelace, Ada" <${address}>`,
    `"A \\"B\\" <c@d.example>" <${address}>`,
    `${word} <${address}>`,
    `=?utf-8?Q?=3Cceo=40bank.example=3E=2C?= <${address}>`,
    `${address} (Ada)`,
    `Ada (of course) <${address}>`,
    `Ada\r\n <${address}>`,
  ]);
}

function generatePart(random: Random, depth: number): Part {
  const kind = random.below(10);
  if (depth < MAX_DEPTH && kind < (depth === 0 ? 7 : 3)) return generateMultipart(random, depth);
  if (kind < 7) return generateText(random);
  if (kind === 9 && depth > 0) return generateMessage(random, depth);
  return generateFile(random);
}

const upperOrNot = (random: Random, text: string): string => (random.chance(20) ? text.toUpperCase() : text);

function generateText(random: Random): Part {
  const { charset, bytes } = pickLines(random);
  const isFlowed = charset === 'us-ascii' && random.chance(40);
  const subtype = isFlowed ? 'plain' : random.pick(['plain', 'plain', 'html']);
  const label = random.pick([charset, `"${charset}"`, charset.toUpperCase()]);
  const delSp = random.pick(['', '; delsp=yes']);
  const content = isFlowed
    ? Buffer.from(
        random.pick(['one \r\nflowed \r\nline\r\n', '> a \r\n> b\r\n>> c\r\n', ' >x\r\n-- \r\nAda\r\n']),
      )
    : bytes;
  return encode(random, {
    headers: [
      `${upperOrNot(random, 'Content-Type')}: text/${subtype}; charset=${label}${isFlowed ? `; format=flowed${delSp}` : ''}`,
      ...(random.chance(20) ? ['Content-Disposition: inline'] : []),
    ],
    body: content,
  });
}

function generateFile(random: Random): Part {
  const type = random.pick([
    'application/pdf',
    'image/png',
    'application/octet-stream',
    'text/csv',
    'text/plain',
  ]);
  const name = generateName(random);
  const hasDisposition = type === 'text/plain' || random.chance(80);
  return encode(random, {
    headers: [
      `Content-Type: ${type}`,
      ...(hasDisposition ? [`Content-Disposition: ${upperOrNot(random, 'attachment')}${name}`] : []),
    ],
    body: type.startsWith('text/') ? pickLines(random).bytes : random.bytes(random.below(600)),
    isFile: true,
  });
}

function generateName(random: Random): string {
  return random.pick([
    '; filename=a.pdf',
    '; filename="a b.pdf"',
    '; filename="a;b.pdf"',
    '; filename="a \\"b\\".pdf"',
    ";\r\n filename*=utf-8''Gr%C3%BC%C3%9Fe.pdf",
    "; filename*=iso-8859-1'de'Gr%FCn.pdf",
    ";\r\n filename*0*=utf-8''Gr%C3%BC;\r\n filename*1*=%C3%9Fe.pdf",
    ';\r\n filename*0="long";\r\n filename*1="name.pdf"',
    `; filename="${toEncodedWord({ charset: 'utf-8', bytes: Buffer.from('Grüße.pdf') }, random)}"`,
    '',
  ]);
}

function generateMessage(random: Random, depth: number): Part {
  const inner = generatePart(random, depth + 1);
  const head = ['From: inner@example.com', 'Subject: inner', ...inner.headers].join('\r\n');
  return {
    headers: ['Content-Type: message/rfc822'],
    body: Buffer.concat([Buffer.from(`${head}\r\n\r\n`), inner.body]),
  };
}

function generateMultipart(random: Random, depth: number): Part {
  const boundary = `=_${depth}${random.pick(['', 'x', "'()+,-./:=?", 'part '])}${random.below(1_000)}`;
  const parts = Array.from({ length: random.below(8) === 0 ? 0 : 1 + random.below(3) }, () =>
    generatePart(random, depth + 1),
  );
  const blanks = random.pick(['', '', '', ' ', '\t']);
  const chunks: Buffer[] = random.chance(20) ? [Buffer.from('For old programs\r\n')] : [];
  for (const { headers, body } of parts) {
    chunks.push(
      Buffer.from(`--${boundary}${blanks}\r\n${headers.join('\r\n')}\r\n\r\n`),
      body,
      Buffer.from('\r\n'),
    );
  }
  const hasEnd = parts.length > 0 && random.chance(85);
  if (hasEnd) chunks.push(Buffer.from(`--${boundary}--${blanks}\r\n`));
  if (hasEnd && random.chance(20)) chunks.push(Buffer.from('Epilogue\r\n'));
  const subtype = random.pick(['mixed', 'alternative', 'related', 'x-unknown']);
  return {
    headers: [`Content-Type: multipart/${subtype};${random.pick([' ', '\r\n '])}boundary="${boundary}"`],
    body: Buffer.concat(chunks),
  };
}

function encode(
  random: Random,
  { headers, body, isFile = false }: Part & { readonly isFile?: boolean },
): Part {
  const isText = !isFile && body.every((byte) => byte < 0x80);
  const encoding = random.pick(
    isText ? ['7bit', 'base64', 'quoted-printable', ''] : ['base64', 'quoted-printable'],
  );
  if (encoding === '' || encoding === '7bit')
    return {
      headers: [...headers, ...(encoding === '' ? [] : [`Content-Transfer-Encoding: ${encoding}`])],
      body,
    };
  const spelled = random.pick([encoding, encoding, encoding.toUpperCase()]);
  return {
    headers: [...headers, `Content-Transfer-Encoding: ${spelled}`],
    body: encoding === 'base64' ? toBase64Lines(body) : toQuotedPrintable(body, { random, isText: !isFile }),
  };
}
