import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFolderEffectLog } from '@jobwright/runtime';
import type { Benchmark, Metric, Row } from '../benchmark.ts';
import { createJobwrightSender, createNodemailerSender, type Sender } from '../email/senders.ts';
import { parseNames, parseOptions } from '../parse-values.ts';
import { measureMemory, type Sink, startSink } from '../email/start-process.ts';

const HELP = `npm run bench -- email [--short] [--only rate]

rate     mails one after the other through one pooled connection, to a mail server that does nothing; and the CPU time of one
memory   50 mails with 20 MB attachments at once, from a folder of documents, by a process of its own

  --short   fewer mails and rounds, without the contestant that keeps its effects in a folder`;

/**
 * Short rounds in turn, so that what else happens on the machine hits all alike; the first are for the
 * compiler.
 */
const WARM_UP_MAILS = 3_000;

const METRICS: readonly Metric[] = [
  { name: 'mailsPerSecond', title: 'mails/s' },
  { name: 'cpuMsPerMail', title: 'CPU ms/mail' },
  { name: 'baselineMb', title: 'MB before' },
  { name: 'peakMb', title: 'MB at the peak' },
  { name: 'aboveBaselineMb', title: 'MB above' },
];

/** The email connector against what one writes by hand with nodemailer. */
export const email: Benchmark = {
  summary: 'mails a second and memory of the email connector, against raw nodemailer',
  help: HELP,
  async run(args, { log, signal }) {
    const { short = false, only } = parseOptions(args, {
      short: { type: 'boolean' },
      only: { type: 'string' },
    });
    if (only !== undefined) parseNames('only', only, ['rate']);
    const amount = short
      ? { rounds: 7, mails: 100, withFolder: false }
      : { rounds: 25, mails: 200, withFolder: true };
    const rows: Row[] = [];
    const add = (row: Row): void => {
      rows.push(row);
      const values = Object.entries(row.values).map(
        ([name, value]) => `${name} ${value.toFixed(value < 10 ? 3 : 1)}`,
      );
      log(`${row.case}   ${row.contestant}   ${values.join('   ')}`);
    };
    const sink = await startSink();
    try {
      for (const row of await measureRate(sink, { ...amount, signal })) add(row);
      for (const contestant of only === undefined ? ['jobwright', 'nodemailer'] : []) {
        signal.throwIfAborted();
        const { baselineMb, peakMb } = await measureMemory(contestant, sink.port);
        add({
          case: 'memory',
          contestant,
          values: { baselineMb, peakMb, aboveBaselineMb: peakMb - baselineMb },
        });
      }
    } finally {
      sink.close();
    }
    return { subject: 'jobwright', metrics: METRICS, rows };
  },
};

interface Amount {
  readonly rounds: number;
  readonly mails: number;
  readonly withFolder: boolean;
}

async function measureRate(
  sink: Sink,
  { rounds, mails, withFolder, signal }: Amount & { readonly signal: AbortSignal },
): Promise<readonly Row[]> {
  const directory = await mkdtemp(join(tmpdir(), 'jobwright-bench-'));
  const senders: Readonly<Record<string, Sender>> = {
    jobwright: createJobwrightSender(sink.port),
    nodemailer: createNodemailerSender(sink.port, { connections: 1 }),
    ...(withFolder && {
      'jobwright, effects in a folder': createJobwrightSender(sink.port, {
        effects: createFolderEffectLog({ directory }),
      }),
    }),
  };
  const rows: Row[] = [];
  try {
    for (let round = -Math.ceil(WARM_UP_MAILS / mails); round < rounds; round += 1) {
      for (const [contestant, sender] of Object.entries(senders)) {
        signal.throwIfAborted();
        const before = await sink.count();
        const cpuBefore = process.cpuUsage();
        const start = performance.now();
        for (let mail = 0; mail < mails; mail += 1) await sender.send();
        const seconds = (performance.now() - start) / 1_000;
        const { user, system } = process.cpuUsage(cpuBefore);
        const after = await sink.count();
        if (after.mails - before.mails !== mails) throw new Error('Not every mail arrived');
        const values = { mailsPerSecond: mails / seconds, cpuMsPerMail: (user + system) / 1_000 / mails };
        if (round >= 0) rows.push({ case: 'rate', contestant, values });
      }
    }
  } finally {
    for (const sender of Object.values(senders)) await sender.close();
    await rm(directory, { recursive: true, force: true });
  }
  return rows;
}
