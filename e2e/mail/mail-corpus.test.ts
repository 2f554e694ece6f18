import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { email } from '@jobwright/connector-email';
import { type DocumentReference, type DocumentStore, readDocument } from '@jobwright/connector-sdk';
import { createConnectorHarness } from '@jobwright/connector-testing';
import { MAIL_ACCOUNTS } from '@jobwright/servers/mail-server';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { z } from 'zod';
import { generateMail } from './corpus/generate-mail.ts';
import { type Mailbox, openMailbox } from './testing/mailbox.ts';
import { MAIL_SECRETS, imapTask } from './testing/variables.ts';

const { grace } = MAIL_ACCOUNTS;
declare module 'vitest' {
  export interface ProvidedContext {
    readonly corpusMails: number;
  }
}

const count = inject('corpusMails');
const BATCH = 100;

const harness = createConnectorHarness(email, { secrets: MAIL_SECRETS });
let mailbox: Mailbox;
beforeAll(async () => {
  mailbox = await openMailbox(grace);
});
afterAll(async () => {
  await mailbox.clear();
  await mailbox.close();
  await harness.close();
});

const content = z.object({
  subject: z.string().nullable(),
  from: z.string().nullable(),
  text: z.string().nullable(),
  html: z.string().nullable(),
  files: z.array(z.tuple([z.string().nullable(), z.string(), z.string()])),
});
type Content = z.output<typeof content>;

/** One process for all of them: it takes longer to start than to read. */
function readByPython(mails: readonly Buffer[]): readonly Content[] {
  const script = fileURLToPath(new URL('./corpus/read_mails.py', import.meta.url));
  const input = JSON.stringify(mails.map((mail) => mail.toString('latin1')));
  const output = execFileSync('python3', [script], { input, maxBuffer: 500_000_000, timeout: 300_000 });
  return z.array(content).parse(JSON.parse(output.toString()));
}

async function toFile(
  reference: DocumentReference,
  documents: DocumentStore,
): Promise<Content['files'][number]> {
  const {
    fileName = '',
    contentType = '',
    ...open
  } = await documents.open(reference, { signal: AbortSignal.timeout(10_000) });
  const bytes = Buffer.from(await readDocument({ fileName, contentType, ...open }, { maxBytes: 1_000_000 }));
  const withoutEnd = bytes.toString('latin1').replace(/[\r\n]+$/, '');
  // Python writes messages in messages anew: with ends that were missing, without blanks behind boundaries.
  const compared = contentType === 'message/rfc822' ? withoutBoundaries(withoutEnd) : withoutEnd;
  const digest = createHash('sha256').update(compared, 'latin1').digest('hex');
  const isNamed = !/^attachment-\d+(\.eml)?$/.test(fileName);
  return [isNamed ? fileName : null, contentType, digest];
}

const withoutBoundaries = (message: string): string =>
  message
    .split(/\r\n|\r|\n/)
    .filter((line) => line !== '' && !line.startsWith('--'))
    .join('\n');

async function readByConnector(messageId: string): Promise<Content> {
  const task = {
    account: grace,
    action: 'readEmailImap',
    port: inject('mail').ports.imaps,
    protection: 'TLS' as const,
  };
  const { outcome, documents } = await harness.run(imapTask({ ...task, input: { messageId } }));
  if (outcome.kind !== 'complete') throw new Error(`${messageId}: ${JSON.stringify(outcome)}`);
  const result = outcome.variables['result'] as Record<string, unknown>;
  const files: Content['files'] = [];
  for (const reference of result['attachments'] as DocumentReference[])
    files.push(await toFile(reference, documents));
  return content.parse({
    subject: result['subject'],
    from: result['fromAddress'],
    text: result['plainTextBody'],
    html: result['htmlBody'],
    files,
  });
}

/** Both say the same but for blanks where lines were folded, and line breaks at the end of a text. */
const normalize = ({ subject, text, html, ...others }: Content): Content => ({
  ...others,
  subject: subject?.replaceAll(/\s+/g, ' ').trim() ?? null,
  text: text?.replaceAll('\r\n', '\n').trimEnd() ?? null,
  html: html?.replaceAll('\r\n', '\n').trimEnd() ?? null,
});

it(`reads ${count} emails made by a grammar as Python does`, { timeout: 1_200_000 }, async () => {
  for (let start = 0; start < count; start += BATCH) {
    const seeds = Array.from({ length: Math.min(BATCH, count - start) }, (_, index) => start + index);
    const mails = seeds.map((seed) => generateMail(seed, `<corpus-${seed}@x>`));
    const expected = readByPython(mails);
    for (const mail of mails) await mailbox.put('INBOX', mail);
    for (const [index, seed] of seeds.entries()) {
      const read = await readByConnector(`<corpus-${seed}@x>`);
      const wanted = expected[index];
      if (wanted === undefined) throw new Error('Python has read fewer emails');
      expect({ seed, ...normalize(read) }).toEqual({ seed, ...normalize(wanted) });
    }
    await mailbox.clear();
  }
});
