import { openNetwork } from '@jobwright/connector-sdk';
import { describe, expect, it } from 'vitest';
import { connectToMailbox, listEncryptions } from './connect-to-mailbox.ts';
import type { MailboxServer } from './mailbox-server.ts';

const server = (others: Partial<MailboxServer> = {}): MailboxServer => ({
  protocol: 'IMAP',
  host: '127.0.0.1',
  port: 1993,
  protection: 'TLS',
  authentication: { type: 'simple', username: 'anna', password: 'x' },
  timeouts: { connectMs: 1_000, greetingMs: 1_000, silenceMs: 1_000 },
  ...others,
});
const context = { signal: new AbortController().signal, network: openNetwork };
const failWith = (code: string) => new Error('no', { cause: Object.assign(new Error('no'), { code }) });

it.each([
  ['TLS', 993, ['implicit', 'starttls']],
  ['TLS', 995, ['implicit', 'starttls']],
  ['TLS', 143, ['starttls']],
  ['TLS', 110, ['starttls']],
  ['TLS', 2143, ['implicit', 'starttls']],
  ['SSL', 143, ['implicit']],
  ['NONE', 993, ['none']],
] as const)('%s on port %i is %j, and never less', (protection, port, expected) => {
  expect(listEncryptions({ protection, port })).toEqual(expected);
});

describe('connecting', () => {
  it('goes on to STARTTLS only when the server talked plain text', async () => {
    for (const [code, expected] of [
      ['ERR_SSL_WRONG_VERSION_NUMBER', ['implicit', 'starttls']],
      ['DEPTH_ZERO_SELF_SIGNED_CERT', ['implicit']],
      ['ECONNRESET', ['implicit']],
    ] as const) {
      const tried: string[] = [];
      const connected = connectToMailbox(server(), context, ({ encryption }) => {
        tried.push(encryption);
        return Promise.reject(failWith(code));
      });
      await expect(connected).rejects.toThrow('no');
      expect(tried).toEqual(expected);
    }
  });

  it('tries the next address of a name when one cannot be reached', async () => {
    const tried: string[] = [];
    const connected = connectToMailbox(server({ host: 'localhost' }), context, ({ address }) => {
      tried.push(address);
      return address === '127.0.0.1'
        ? Promise.resolve('connected')
        : Promise.reject(failWith('ECONNREFUSED'));
    });
    expect(await connected).toBe('connected');
    expect(tried.at(-1)).toBe('127.0.0.1');
  });
});
