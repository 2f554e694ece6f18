import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { createDrawing } from './draw-with-connector.ts';
import { drawWithPdfkit } from './draw-with-pdfkit.ts';
import { pdfTask } from './pdf-task.ts';

// A separate process: draws what it is asked to, and prints what that took as one line of JSON.
const task = pdfTask.parse(JSON.parse(process.argv[2] ?? '{}'));

const RESOLUTION_MS = 5;

/** Megabytes; the largest that there have been. */
const readPeakMb = (): number =>
  Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? 0) / 1024;

const IDLE_MS = 15_000;
const WARM_UP_PAGES = 200;
const drawing = task.contestant === 'jobwright' ? createDrawing(task) : undefined;
const draw = (pages: number): Promise<number> => {
  // What else runs on the machine delays an event loop too, even one that has nothing to do.
  if (task.contestant === 'idle') return setTimeout(IDLE_MS, 0);
  return drawing?.draw(pages, task.from) ?? drawWithPdfkit(pages);
};

// Every thread has been started, and its code compiled, before the time is taken.
if (task.contestant !== 'idle')
  await Promise.all(Array.from({ length: task.threads }, () => draw(WARM_UP_PAGES)));
const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
const cpu = process.cpuUsage();
const startedAt = performance.now();
delay.enable();
const drawn = await Promise.all(Array.from({ length: task.documents }, () => draw(task.pages)));
delay.disable();
const tookMs = performance.now() - startedAt;
const { user, system } = process.cpuUsage(cpu);
const pages = drawn.reduce((sum, each) => sum + each, 0);
await drawing?.close();

process.stdout.write(
  `${JSON.stringify({
    ...(pages === 0
      ? {}
      : {
          pagesPerSecond: (pages / tookMs) * 1000,
          cpuMsPerPage: (user + system) / 1000 / pages,
          peakRssMb: readPeakMb(),
        }),
    ...(task.contestant === 'pdfkit'
      ? {}
      : {
          loopP99Ms: delay.percentile(99) / 1e6 - RESOLUTION_MS,
          loopMaxMs: delay.max / 1e6 - RESOLUTION_MS,
        }),
  })}\n`,
);
