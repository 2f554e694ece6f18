import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createFolderJobMarks } from './folder-job-marks.ts';
import type { JobMarks } from './job-marks.ts';
import { ownIdentity } from './process-identity.ts';
import { openWorkFile } from './work-file.ts';

let directory: string;
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'jobwright-marks-'))));
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const jobOf = (key: string, alone = false) => ({ key, type: 'acme:work:1', elementId: 'task', alone });

function open(): JobMarks {
  const marks = createFolderJobMarks({ directory });
  onTestFinished(() => marks.close());
  return marks;
}

/** The file of a process with these jobs at work. */
function leaveWork(owner: string, jobs: readonly ReturnType<typeof jobOf>[]): string {
  open().close();
  const path = join(directory, 'at-work', `${String(Math.random()).slice(2)}.work`);
  const file = openWorkFile(path, { owner, onFailure: () => undefined });
  for (const job of jobs) file.note(job);
  return path;
}

const DEAD = `${hostname()} ${process.pid} earlier-1`;

describe('what was at work when a process died', () => {
  test('is marked for the next one, as often as it happens, and where it ran alone', () => {
    leaveWork(DEAD, [jobOf('1'), jobOf('2')]);
    expect(open().find('1')).toEqual({ deaths: 1, loneDeaths: 0 });
    leaveWork(DEAD, [jobOf('1', true), jobOf('3')]);
    const marks = open();
    expect(['1', '2', '3', '4'].map((key) => marks.find(key))).toEqual([
      { deaths: 2, loneDeaths: 1 },
      { deaths: 1, loneDeaths: 0 },
      { deaths: 1, loneDeaths: 0 },
      undefined,
    ]);
    expect(readdirSync(join(directory, 'at-work')).filter((name) => !name.endsWith('.work'))).toEqual([]);
  });

  test('is not marked while it lives, nor when it ended in order', () => {
    leaveWork(ownIdentity(), [jobOf('1')]);
    const marks = open();
    marks.begin(jobOf('2'));
    marks.begin(jobOf('3'))('open');
    expect(open().size).toBe(0);
    marks.close();
    expect(open().size).toBe(0);
  });

  test('on another machine is marked once that is silent', () => {
    const path = leaveWork('elsewhere 1 boot-1', [jobOf('1')]);
    expect(open().size).toBe(0);
    const before = new Date(Date.now() - 120_000);
    utimesSync(path, before, before);
    expect(open().find('1')).toEqual({ deaths: 1, loneDeaths: 0 });
  });

  test('and cannot be read marks nothing', () => {
    leaveWork(DEAD, []);
    writeFileSync(join(directory, 'at-work', 'broken.work'), Buffer.alloc(100_000, 7));
    writeFileSync(join(directory, 'marks', 'broken.json'), '{"jobKey": 1');
    expect(open().size).toBe(0);
  });
});

describe('a mark', () => {
  const marked = (): JobMarks => {
    leaveWork(DEAD, [jobOf('1', true)]);
    return open();
  };

  test.each(['settled', 'failed'] as const)('goes with a clean end: %s', (end) => {
    marked().begin(jobOf('1', true))(end);
    expect(open().size).toBe(0);
  });

  test('stays when nothing is known of the end, and counts again when a worker died', () => {
    const marks = marked();
    marks.begin(jobOf('1', true))('open');
    expect(open().find('1')).toEqual({ deaths: 1, loneDeaths: 1 });
    marks.begin(jobOf('1', true))('died');
    expect(open().find('1')).toEqual({ deaths: 2, loneDeaths: 2 });
    marks.pardon('1');
    expect(open().find('1')).toEqual({ deaths: 2, loneDeaths: 0 });
  });

  test.each([
    ['failed', 1],
    ['open', 1],
    ['settled', 0],
  ] as const)('of a job that was at work when the process broke: %s', (end, count) => {
    const marks = open();
    const conclude = marks.begin(jobOf('1'));
    marks.processEnds();
    marks.begin(jobOf('2'))('failed');
    conclude(end);
    conclude(end);
    expect([marks.size, open().size]).toEqual([count, count]);
  });

  test('goes after two weeks', () => {
    marked();
    const [name = ''] = readdirSync(join(directory, 'marks'));
    const before = new Date(Date.now() - 15 * 24 * 60 * 60 * 1000);
    utimesSync(join(directory, 'marks', name), before, before);
    expect([open().size, readdirSync(join(directory, 'marks'))]).toEqual([0, []]);
  });
});

test('a directory that is taken away is one line, and jobs go on', () => {
  const error = vi.fn();
  const logger = { debug: error, info: error, warn: error, error };
  const marks = createFolderJobMarks({ directory, logger });
  onTestFinished(() => marks.close());
  rmSync(directory, { recursive: true, force: true });
  for (const key of ['1', '2']) marks.begin(jobOf(key))('died');
  expect(marks.find('2')).toEqual({ deaths: 1, loneDeaths: 0 });
  expect(error).toHaveBeenCalledOnce();
});
