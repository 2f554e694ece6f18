import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { z } from 'zod';
import { type Benchmark, type Metric, type Row, UsageError } from '../benchmark.ts';
import type { PdfTask } from '../pdf/pdf-task.ts';

const HELP = `npm run bench -- pdf [options]

Draws table reports with the PDF connector, on one thread and on two, and with bare pdfkit, in turn, each in a process of its own.

  --rounds n   default 3
  --short      one round of small reports
  --only name  one case: report, responsive, long

What is measured:
  report       pages a second, one report after another on each thread
  responsive   ten reports of 500 pages at once: what the event loop has to wait meanwhile, and what it waits
               without any work, for the rest of the machine
  long         one report of 500, 1,000, 2,000 and 4,000 pages, whose rows come from a document: peak memory

Needs Linux. The connector must be built.`;

const METRICS: readonly Metric[] = [
  { name: 'pagesPerSecond', title: 'pages/s' },
  { name: 'cpuMsPerPage', title: 'CPU ms/page' },
  { name: 'peakRssMb', title: 'peak RSS MB' },
  { name: 'loopP99Ms', title: 'loop p99 ms' },
  { name: 'loopMaxMs', title: 'loop max ms' },
];

interface Case {
  readonly name: string;
  readonly contestants: Readonly<Record<string, PdfTask>>;
}

const ours = (task: Partial<PdfTask>): PdfTask => ({
  contestant: 'jobwright',
  documents: 4,
  pages: 150,
  threads: 1,
  tagged: true,
  from: 'variables',
  ...task,
});

const listCases = (short: boolean): readonly Case[] => {
  const pages = short ? 40 : 300;
  return [
    {
      name: 'report',
      contestants: {
        jobwright: ours({ pages }),
        'jobwright, no tags': ours({ pages, tagged: false }),
        'jobwright, 2 threads': ours({ pages, threads: 2 }),
        pdfkit: ours({ pages, contestant: 'pdfkit' }),
      },
    },
    {
      name: 'responsive',
      contestants: {
        jobwright: ours({ documents: 10, pages: short ? 60 : 500 }),
        idle: ours({ contestant: 'idle', documents: 1 }),
      },
    },
    ...[500, 1_000, 2_000, 4_000].map((long) => ({
      name: `long, ${long} pages`,
      contestants: { jobwright: ours({ documents: 1, pages: short ? long / 5 : long, from: 'document' }) },
    })),
  ];
};

const contestantFile = fileURLToPath(new URL('../pdf/pdf-contestant.ts', import.meta.url));
const run = promisify(execFile);
const figures = z.record(z.string(), z.number());

/** Pages a second against bare pdfkit, memory, and the event loop meanwhile. */
export const pdf: Benchmark = {
  summary: 'PDF reports: pages a second against bare pdfkit, memory, event loop delay',
  help: HELP,
  async run(args, { log, signal }) {
    const { rounds, short, only } = parseOptions(args);
    const cases = listCases(short).filter(({ name }) => name.startsWith(only));
    const rows: Row[] = [];
    for (let round = 0; round < rounds; round += 1) {
      for (const { name, contestants } of cases) {
        for (const [contestant, task] of Object.entries(contestants)) {
          const { stdout } = await run(
            process.execPath,
            ['--import', 'tsx', contestantFile, JSON.stringify(task)],
            { signal },
          );
          const values = figures.parse(JSON.parse(stdout));
          log(
            `${name}   ${contestant}   ${Object.entries(values)
              .map(([metric, value]) => `${metric} ${value.toFixed(1)}`)
              .join('   ')}`,
          );
          rows.push({ case: name, contestant, values });
        }
      }
    }
    return { subject: 'jobwright', metrics: METRICS, rows };
  },
};

interface PdfOptions {
  readonly rounds: number;
  readonly short: boolean;
  /** How the names of cases begin. */
  readonly only: string;
}

function parseOptions(args: readonly string[]): PdfOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        rounds: { type: 'string' },
        short: { type: 'boolean', default: false },
        only: { type: 'string', default: '' },
      },
    });
    const rounds = Number(values.rounds ?? (values.short ? 1 : 3));
    if (!Number.isInteger(rounds) || rounds < 1) throw new UsageError('--rounds wants a number from 1 on');
    return { rounds, short: values.short, only: values.only };
  } catch (error) {
    throw error instanceof UsageError ? error : new UsageError(toErrorMessage(error));
  }
}
