import { toBase64, writeMultipartEmail, writeEmail } from './raw-email.ts';

export const PDF = Buffer.from('%PDF-1.4\n\u0000\u0001 not really');

/** Emails as mail programs write them; all have the Message-ID `sample@x`. */
export const SAMPLES = {
  plain: writeEmail({ id: 'sample@x', subject: 'Plain', body: 'Hello\n.dot\n..two dots\n' }),
  html: writeEmail({
    id: 'sample@x',
    headers: ['Content-Type: text/html; charset=iso-8859-1', 'Content-Transfer-Encoding: quoted-printable'],
    body: '<p>Gr=FC=DFe</p>',
  }),
  alternative: writeMultipartEmail(
    { id: 'sample@x' },
    {
      subtype: 'alternative',
      parts: [
        {
          type: 'text/plain; charset=utf-8',
          headers: ['Content-Transfer-Encoding: base64'],
          body: toBase64('Grüße'),
        },
        { type: 'text/html', body: '<p>Hi</p>' },
      ],
    },
  ),
  /** As the official connector sends text and HTML. */
  mixedText: writeMultipartEmail(
    { id: 'sample@x' },
    {
      subtype: 'mixed',
      parts: [
        { type: 'text/plain; charset=UTF-8', body: 'Hi' },
        { type: 'text/html; charset=utf-8', body: '<p>Hi</p>' },
      ],
    },
  ),
  attachments: writeMultipartEmail(
    { id: 'sample@x' },
    {
      subtype: 'mixed',
      parts: [
        { type: 'text/plain', body: 'See below' },
        {
          type: 'application/pdf; name="r.pdf"',
          headers: [
            'Content-Transfer-Encoding: base64',
            "Content-Disposition: attachment; filename*=utf-8''Rechnung%20%C3%BC.pdf",
          ],
          body: toBase64(PDF),
        },
        {
          type: 'text/plain',
          headers: ['Content-Disposition: attachment; filename=notes.txt'],
          body: 'Notes',
        },
        { type: 'message/rfc822', body: 'Subject: Inner\r\n\r\nForwarded' },
        { type: 'text/calendar; method=REQUEST', body: 'BEGIN:VCALENDAR' },
      ],
    },
  ),
  picture: writeMultipartEmail(
    { id: 'sample@x' },
    {
      subtype: 'related',
      parts: [
        { type: 'text/html', body: '<img src="cid:logo">' },
        {
          type: 'image/png',
          headers: ['Content-ID: <logo>', 'Content-Disposition: inline; filename=logo.png'],
          body: 'PNG',
        },
      ],
    },
  ),
  /** No boundary, an unknown charset, headers that are none, text after the end. */
  malformed: writeEmail({
    id: 'sample@x',
    headers: [
      'this is no header',
      ': nor is this',
      'Content-Type: multipart/mixed',
      'Content-Transfer-Encoding: nonsense',
    ],
    body: '--x\r\nContent-Type: text/plain; charset=klingon\r\n\r\nQapla',
  }),
} as const;
