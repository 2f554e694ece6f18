import { onAbort } from '@jobwright/concurrency';
import { describeError } from '../../command-line/describe-error.ts';
import { watchFiles } from '../dev/watch-files.ts';
import { findTestResources } from './find-test-resources.ts';

export interface WatchOptions {
  readonly from: string;
  readonly resources: readonly string[] | undefined;
  readonly signal: AbortSignal;
  readonly write: (text: string) => void;
  readonly find: () => Promise<readonly string[]>;
  /** Runs test files and reports how they went. */
  readonly run: (files: readonly string[]) => Promise<unknown>;
}

/** Runs all test files, then again those that a saved file concerns, until it is asked to stop. */
export async function watchTests(options: WatchOptions): Promise<void> {
  const { signal, write, find, run } = options;
  let known = await findSources(await find(), options);
  const runAndReport = async (files: readonly string[]): Promise<void> => {
    await run(files);
    write('Save a test file or a resource to run again; press Ctrl+C to stop\n');
  };
  // Watched before the first run: what is saved meanwhile is not missed.
  let first: Promise<void> | undefined;
  const saved = await watchFiles(listAll(known), async (changed) => {
    await first;
    if (signal.aborted) return;
    try {
      const next = await findSources(await find(), options);
      const concerned = [...next].filter(
        ([file, sources]) => !known.has(file) || sources.some((source) => changed.has(source)),
      );
      known = next;
      saved.add(listAll(next));
      if (concerned.length > 0) await runAndReport(concerned.map(([file]) => file));
    } catch (error) {
      write(`Not run: ${describeError(error)}\n`);
    }
  });
  try {
    first = runAndReport([...known.keys()]);
    await first;
    await new Promise<void>((resolve) => void onAbort(signal, resolve));
  } finally {
    await saved.close();
  }
}

/** Each test file with itself and the resources it is run with. */
type Sources = ReadonlyMap<string, readonly string[]>;

async function findSources(
  files: readonly string[],
  { from, resources = [] }: Pick<WatchOptions, 'from' | 'resources'>,
): Promise<Sources> {
  const entries = files.map(async (file) => {
    const found = await findTestResources(file, { given: resources, from }).catch(() => []);
    return [file, [file, ...found.map((resource) => resource.file)]] as const;
  });
  return new Map(await Promise.all(entries));
}

const listAll = (sources: Sources): readonly string[] => [...new Set([...sources.values()].flat())];
