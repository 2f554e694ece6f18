import { closeSync, writeSync } from 'node:fs';
import { url as debuggerUrl } from 'node:inspector';
import { findSourceMap } from 'node:module';
import { fileURLToPath } from 'node:url';
import { startModule } from '@jobwright/concurrency';
import { CommandError, ExitCode } from '../command-line/command-error.ts';
import { endProcess } from '../service/end-process.ts';

/** How the command reports its end when the rest of it can no longer run. */
export interface LastWords {
  /** Renders an error as it is printed, with a line break. */
  readonly render: (error: CommandError) => string;
  /** Called first, if that is still possible. */
  readonly clear: () => void;
}

const END_NAME = 'jobwright.loopHangs';
const BEAT_MS = 20;

/**
 * Ends the process when its event loop is blocked, for example by an endless loop: signals and timeouts have
 * no effect then. One line says where the code is, and the exit code is that of a broken process. Code that
 * cannot be interrupted is killed. Does nothing while a debugger is attached. Returns a function that ends
 * the watch.
 */
export function watchLoop(maxMs: number, { render, clear }: LastWords): () => void {
  if (debuggerUrl() !== undefined) return () => undefined;
  const beats = new SharedArrayBuffer(4);
  const timer = setInterval(() => Atomics.add(new Int32Array(beats), 0, 1), Math.min(BEAT_MS, maxMs / 40));
  timer.unref();
  const end = (place: unknown): never => {
    clear();
    writeSync(2, render(stallError(maxMs, typeof place === 'string' ? place : undefined)));
    // Keeps Node from printing that it waits for the debugger.
    closeSync(2);
    return endProcess(ExitCode.BROKEN);
  };
  Reflect.set(globalThis, Symbol.for(END_NAME), end);
  const watch = startModule('loop-watch', import.meta.url, {
    name: 'jobwright-loop-watch',
    env: {},
    workerData: { beats, maxMs, lastWords: render(stallError(maxMs)), endName: END_NAME },
  });
  // Without the thread, a blocked loop is not ended; everything else works.
  watch.on('error', () => undefined);
  watch.unref();
  return () => {
    clearInterval(timer);
    Reflect.deleteProperty(globalThis, Symbol.for(END_NAME));
    void watch.terminate();
  };
}

function stallError(maxMs: number, place?: string): CommandError {
  const where = place === undefined ? '' : `, in ${locateSource(place)}`;
  return new CommandError(
    ExitCode.BROKEN,
    `A connector has blocked the event loop for ${maxMs / 1000} s${where}: ended, since nothing else could run`,
  );
}

/** Maps a position in compiled code to its source. */
function locateSource(place: string): string {
  const [, file = '', line = '1', column = '1'] = /^(.*):(\d+):(\d+)$/.exec(place) ?? [];
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  const origin = findSourceMap(path)?.findOrigin(Number(line), Number(column));
  if (origin === undefined || !('fileName' in origin)) return `${path}:${line}:${column}`;
  const source = origin.fileName.startsWith('file:') ? fileURLToPath(origin.fileName) : origin.fileName;
  return `${source}:${origin.lineNumber}:${origin.columnNumber}`;
}
