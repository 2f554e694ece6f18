import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { StartedProcess } from './child-process.ts';
import type { Lab } from './lab.ts';
import { measureJobs, watchJobs } from './watch-jobs.ts';

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
  const none = {
    jobsCreated: 0,
    jobsCompleted: 0,
    jobsFailed: 0,
    jobsTimedOut: 0,
    instancesCompleted: 0,
    incidentsCreated: 0,
  };
  const contestant: StartedProcess = {
    pid: process.pid,
    ready: new Promise(() => undefined),
    check: () => undefined,
    tailLog: () => 'the log',
    stop: () => Promise.resolve(),
  };

  async function watch(metrics: string, started: StartedProcess) {
    const server = createServer((_, response) => response.end(metrics));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    const managementAddress = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const lab = { managementAddress, signal: new AbortController().signal } as Lab;
    return watchJobs(lab, started, { before: none, total: 3 });
  }

  it('ends when the cluster has counted all', async () => {
    const samples = await watch('zeebe_job_events_total{action="completed"} 3\n', contestant);
    expect(samples.at(-1)?.done).toBe(3);
  });

  it('tells a start that failed, and an incident with the end of the log', async () => {
    const failed = Promise.reject(new Error('java is not ready'));
    await expect(watch('', { ...contestant, ready: failed })).rejects.toThrow('java is not ready');
    await expect(watch('zeebe_incident_events_total{action="created"} 1\n', contestant)).rejects.toThrow(
      /0 of 3 jobs were done: there is an incident.*\nthe log/,
    );
  });
});
