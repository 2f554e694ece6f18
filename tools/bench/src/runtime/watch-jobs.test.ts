import { describe, expect, it } from 'vitest';
import type { StartedProcess } from './child-process.ts';
import { measureJobs, type Progress, watchJobs } from './watch-jobs.ts';

const samples = [
  { atMs: 0, done: 0, usage: { cpuMs: 400, rssMb: 60, peakRssMb: 60 } },
  { atMs: 1000, done: 10, usage: { cpuMs: 500, rssMb: 80, peakRssMb: 80 } },
  { atMs: 2000, done: 410, usage: { cpuMs: 900, rssMb: 100, peakRssMb: 110 } },
  { atMs: 2500, done: 610, usage: { cpuMs: 1000, rssMb: 90, peakRssMb: 130 } },
];

describe('measureJobs', () => {
  it('leaves out the time and the work before the first job was completed', () => {
    const { jobsPerSecond, cpuMsPerJob, peakRssMb } = measureJobs(samples, { first: 1, last: 400 });
    expect(jobsPerSecond).toBe(400);
    expect(cpuMsPerJob).toBe(1);
    expect(peakRssMb).toBe(110);
  });

  it('measures a later part alone', () => {
    const { jobsPerSecond, cpuMsPerJob } = measureJobs(samples, { first: 400, last: 610 });
    expect(jobsPerSecond).toBe(400);
    expect(cpuMsPerJob).toBe(0.5);
  });

  it('says so when the jobs were over before a second look', () => {
    expect(() => measureJobs(samples, { first: 1, last: 5 })).toThrow('take more with --jobs');
  });
});

describe('watchJobs', () => {
  const contestant: StartedProcess = {
    pid: process.pid,
    ready: new Promise(() => undefined),
    check: () => undefined,
    tailLog: () => 'the log',
    stop: () => Promise.resolve(),
  };

  const watch = (progress: Progress, started: StartedProcess) =>
    watchJobs(
      { total: 3, signal: new AbortController().signal, readProgress: () => Promise.resolve(progress) },
      started,
    );

  it('ends when all are done', async () => {
    const samples = await watch({ done: 3, incidents: 0 }, contestant);
    expect(samples.at(-1)?.done).toBe(3);
  });

  it('tells a start that failed, and an incident with the end of the log', async () => {
    const failed = Promise.reject(new Error('java is not ready'));
    await expect(watch({ done: 0, incidents: 0 }, { ...contestant, ready: failed })).rejects.toThrow(
      'java is not ready',
    );
    await expect(watch({ done: 0, incidents: 1 }, contestant)).rejects.toThrow(
      /0 of 3 jobs were done: there is an incident.*\nthe log/,
    );
  });
});
