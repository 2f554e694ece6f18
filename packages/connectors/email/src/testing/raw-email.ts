export interface RawEmail {
  readonly id?: string | undefined;
  readonly from?: string | undefined;
  readonly subject?: string | undefined;
  readonly date?: string | undefined;
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** An email as it lies on a server; what is `undefined` has no header. */
export function writeEmail(email: RawEmail): string {
  const { id, from = 'Bob <bob@example.com>', subject, date, headers = [], body = 'Hello' } = email;
  const lines = [
    ...(id === undefined ? [] : [`Message-ID: <${id}>`]),
    ...('from' in email && email.from === undefined ? [] : [`From: ${from}`]),
    ...(subject === undefined ? [] : [`Subject: ${subject}`]),
    ...(date === undefined ? [] : [`Date: ${date}`]),
    ...headers,
  ];
  return `${lines.join('\r\n')}\r\n\r\n${body.replaceAll(/\r?\n/g, '\r\n')}`;
}

export interface MimePart {
  readonly type: string;
  readonly headers?: readonly string[];
  readonly body: string;
}

/** A multipart email, its parts as they are given. */
export function writeMultipartEmail(
  email: RawEmail,
  { subtype, parts }: { readonly subtype: string; readonly parts: readonly MimePart[] },
): string {
  const boundary = '==boundary==';
  const body = parts.map(
    (part) =>
      `--${boundary}\r\n${[`Content-Type: ${part.type}`, ...(part.headers ?? [])].join('\r\n')}\r\n\r\n${part.body}\r\n`,
  );
  return writeEmail({
    ...email,
    headers: [
      ...(email.headers ?? []),
      'MIME-Version: 1.0',
      `Content-Type: multipart/${subtype}; boundary="${boundary}"`,
    ],
    body: `${body.join('')}--${boundary}--\r\n`,
  });
}

/** In lines, as mail programs do it. */
export const toBase64 = (content: string | Buffer): string =>
  Buffer.from(content)
    .toString('base64')
    .replaceAll(/.{76}(?=.)/g, '$&\r\n');
