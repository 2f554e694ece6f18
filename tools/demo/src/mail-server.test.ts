import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createTransport } from 'nodemailer';
import { afterEach, describe, expect, it } from 'vitest';
import { type MailServer, startMailServer } from './mail-server.ts';

let server: MailServer;
afterEach(() => server.close());

async function send(password: string): Promise<void> {
  const transport = createTransport({
    host: server.host,
    port: server.port,
    ignoreTLS: true,
    auth: { user: 'demo', pass: password },
  });
  await transport.sendMail({
    from: 'welcome@jobwright.example',
    to: 'maria.anders@alfreds-futterkiste.example',
    subject: 'Welcome, José',
    text: 'Hello',
    attachments: [{ filename: 'letter.pdf', content: Buffer.from('%PDF-'), contentType: 'application/pdf' }],
  });
}

describe('the mail server', () => {
  it('keeps what it receives, parsed and as files', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'jobwright-mail-'));
    server = await startMailServer({ user: 'demo', password: 'secret', folder });
    await send('secret');
    const [mail, ...others] = server.mails();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ subject: 'Welcome, José', attachments: [{ filename: 'letter.pdf' }] });
    expect(await readdir(folder)).toEqual(['001.eml']);
    expect(await readFile(join(folder, '001.eml'), 'utf8')).toContain('alfreds-futterkiste.example');
    await rm(folder, { recursive: true });
  });

  it('wants user and password', async () => {
    server = await startMailServer({ user: 'demo', password: 'secret' });
    await expect(send('wrong')).rejects.toThrow('Unknown user or wrong password');
    expect(server.mails()).toEqual([]);
  });
});
