import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MountedImage } from './mount-image.ts';
import { describeImageProcess } from './describe-image-process.ts';

export interface ServiceFigures {
  /** From the start of the process to its first readiness, each time. */
  readonly readyMs: readonly number[];
  /** Resident memory of the idle service with all connectors, each time. */
  readonly residentMb: readonly number[];
}

const ROUNDS = 3;
const START_MS = 30_000;
const IDLE_MS = 4_000;
const NOTHING = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" id="definitions" targetNamespace="http://jobwright.example">
<bpmn:process id="nothing" isExecutable="true"><bpmn:startEvent id="start" /></bpmn:process>
</bpmn:definitions>`;

/** Starts the service several times on an embedded engine, which the image brings too. */
export async function measureService(image: MountedImage): Promise<ServiceFigures> {
  const folder = await mkdtemp(join(tmpdir(), 'jobwright-figures-'));
  await chmod(folder, 0o755);
  await writeFile(join(folder, 'nothing.bpmn'), NOTHING, { mode: 0o644 });
  const engine = start(image, ['dev', join(folder, 'nothing.bpmn'), '--connectors-bundled', 'none'], {});
  try {
    const [, address = ''] = await engine.waitFor(/ZEEBE_GRPC_ADDRESS=(\S+)/);
    await engine.waitFor(/Ctrl\+C/);
    const figures: { readyMs: number; residentMb: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      figures.push(await measureOnce(image, { ZEEBE_GRPC_ADDRESS: address, CAMUNDA_AUTH_STRATEGY: 'NONE' }));
    }
    return {
      readyMs: figures.map(({ readyMs }) => readyMs),
      residentMb: figures.map(({ residentMb }) => residentMb),
    };
  } finally {
    await engine.stop();
    await rm(folder, { recursive: true });
  }
}

async function measureOnce(image: MountedImage, cluster: Readonly<Record<string, string>>) {
  const began = performance.now();
  const service = start(image, image.command, { ...cluster, JOBWRIGHT_HTTP_PORT: '0' });
  try {
    await service.waitFor(/"Ready"/);
    const readyMs = performance.now() - began;
    await sleep(IDLE_MS);
    return { readyMs, residentMb: readResidentMb(service.pid) };
  } finally {
    await service.stop();
  }
}

function start(image: MountedImage, args: readonly string[], environment: Readonly<Record<string, string>>) {
  const command = [...image.entrypoint, ...args];
  const process = describeImageProcess(image, { command, environment, folder: image.workingFolder });
  const child = spawn(process.file, process.args, {
    env: process.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return {
    pid: child.pid ?? 0,
    waitFor: createWait(child),
    async stop() {
      const ended = once(child, 'close');
      if (child.exitCode === null) child.kill('SIGTERM');
      else return;
      const timer = setTimeout(() => child.kill('SIGKILL'), START_MS);
      await ended;
      clearTimeout(timer);
    },
  };
}

function createWait(child: ChildProcess): (pattern: RegExp) => Promise<RegExpExecArray> {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  return async (pattern) => {
    for (const until = performance.now() + START_MS; performance.now() < until; await sleep(2)) {
      const found = pattern.exec(said);
      if (found !== null) return found;
      if (child.exitCode !== null) break;
    }
    throw new Error(`The image did not say ${pattern} within ${START_MS} ms, but:\n${said}`);
  };
}

function readResidentMb(pid: number): number {
  const [, kb] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kb) / 1024;
}
