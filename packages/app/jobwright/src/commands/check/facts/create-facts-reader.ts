import { isQuicklyRead } from '@jobwright/bpmn-model';
import { createResourceScope, defineEndableWork, describeExcess } from '@jobwright/concurrency';
import { type FactsReading, readFileFacts, type TextFile } from './read-file-facts.ts';
import type { work } from './read-file-facts-work.ts';

/** More than a cluster accepts in a deployment. */
const MAX_CHARACTERS = 10_000_000;
/** Characters of JSON that are read on the main thread. */
const MAX_QUICK_JSON = 1_000_000;
const MAX_WORK_MS = 10_000;

const reading = defineEndableWork<typeof work>({
  module: 'read-file-facts-work',
  besideUrl: import.meta.url,
});

/** Reads files one after the other, with a thread for those that may take long. */
export interface FactsReader {
  read(file: TextFile): Promise<FactsReading>;
  close(): Promise<void>;
}

/** Creates a reader that gives a file at most 10 seconds and 128 MB. */
export function createFactsReader({ signal }: { readonly signal: AbortSignal }): FactsReader {
  const threads = createResourceScope();
  return {
    async read(file) {
      const { content, kind } = file;
      if (content.length > MAX_CHARACTERS)
        return refuse(`The file has ${content.length} characters, at most ${MAX_CHARACTERS} are read`);
      const isQuick =
        kind === 'bpmn' || kind === 'dmn' ? isQuicklyRead(content) : content.length <= MAX_QUICK_JSON;
      if (isQuick) return readFileFacts(file);
      const result = await reading.run(threads, file, { signal, maxMs: MAX_WORK_MS });
      if (result.kind === 'done') return result.output;
      const took = describeExcess(result, { maxMs: MAX_WORK_MS });
      return refuse(`Reading the file took ${took}: make it smaller`);
    },
    close: () => threads.close(),
  };
}

const refuse = (message: string): FactsReading => ({ ok: false, message });
