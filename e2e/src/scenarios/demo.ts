import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  customersUnknownToCrm,
  type DemoEngine,
  type DemoReport,
  readCustomers,
  runDemo,
} from '@jobwright/demo';
import { afterAll, beforeAll, expect, test } from 'vitest';

/** Runs the demo, and looks at what it did: the same on each engine. */
export function defineDemo(connectEngine: () => Promise<DemoEngine>): void {
  let outputFolder: string;
  let report: DemoReport;
  const progress: string[] = [];
  const problems: string[] = [];

  beforeAll(async () => {
    outputFolder = await mkdtemp(join(tmpdir(), 'jobwright-e2e-demo-'));
    const ignore = () => undefined;
    const note = (fields: object, message: string) =>
      void problems.push(`${message} ${JSON.stringify(fields)}`);
    report = await runDemo({
      outputFolder,
      connectEngine,
      logger: { debug: ignore, info: ignore, warn: ignore, error: note },
      onProgress: (line) => progress.push(line),
    });
  }, 300_000);
  afterAll(() => rm(outputFolder, { recursive: true, force: true }));

  const welcomed = () => report.onboardings.flatMap((each) => (each.outcome === 'welcomed' ? [each] : []));

  test('every customer of the sample data ends one of two ways: welcomed, or unknown to the CRM', async () => {
    const customers = await readCustomers();
    const unknown = report.onboardings.filter(({ outcome }) => outcome === 'unknown to the CRM');
    expect(report.onboardings.filter(({ outcome }) => outcome === 'failed')).toEqual([]);
    expect(new Set(unknown.map(({ customerId }) => customerId))).toEqual(customersUnknownToCrm);
    expect(new Set(report.onboardings.map(({ customerId }) => customerId)).size).toBe(customers.length);
    expect(welcomed()).toHaveLength(customers.length - customersUnknownToCrm.size);
    expect(problems).toEqual([]);
  });

  test('the CRM was asked once for each', () => {
    expect(report.crmRequests).toBe(report.onboardings.length);
  });

  test('the rows of the welcomed are changed once, those of the others not at all', async () => {
    const customers = new Map((await readCustomers()).map((customer) => [customer.customerId, customer]));
    expect(report.rows).toHaveLength(customers.size);
    for (const row of report.rows) {
      if (customersUnknownToCrm.has(row.customer_id)) {
        expect(row).toMatchObject({ status: 'new', version: 1, email: null });
      } else {
        expect(row).toMatchObject({
          status: 'active',
          version: 2,
          email: customers.get(row.customer_id)!.email,
        });
        expect(row.segment).toMatch(/^(standard|plus|premium)$/);
        expect(row.credit_limit).toBeGreaterThan(0);
      }
    }
  });

  test('each of the welcomed got one mail, with the letter that was written for it', async () => {
    const customers = await readCustomers();
    const expected = customers
      .filter(({ customerId }) => !customersUnknownToCrm.has(customerId))
      .map(({ email }) => email);
    const recipients = report.mails.map(({ to }) =>
      (Array.isArray(to) ? to : [to!]).map(({ text }) => text).join(),
    );
    expect([...recipients].sort()).toEqual([...expected].sort());
    const letters = new Set(
      await Promise.all(welcomed().map(async ({ letter }) => (await readFile(letter)).toString('latin1'))),
    );
    expect(letters.size).toBe(expected.length);
    for (const { attachments } of report.mails) {
      expect(attachments.map(({ contentType }) => contentType)).toEqual(['application/pdf']);
      const content = attachments[0]!.content.toString('latin1');
      expect(content.startsWith('%PDF-')).toBe(true);
      expect(letters.has(content)).toBe(true);
    }
  });

  test('a person sees what is going on', () => {
    expect(progress).toEqual(expect.arrayContaining(['Engine ready', expect.stringMatching(/^42\/42 /)]));
  });
}
