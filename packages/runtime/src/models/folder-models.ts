import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BpmnModel, ProcessModel } from '@jobwright/bpmn-model';
import { modelRefused, type ProcessModels } from './process-models.ts';

export interface FolderModelsOptions {
  /** Searched with all that is below them for files that end in `.bpmn`. */
  readonly folders: readonly string[];
}

interface KnownFile {
  readonly changedAtMs: number;
  readonly size: number;
  readonly processes: readonly ProcessModel[];
}

const MAX_FILES = 10_000;
const MAX_BYTES = 10_000_000;

/**
 * Models from files, by the id of the process. They are taken for what is deployed, whatever the version; where several have the same process,
 * what stands in any of them counts. A file is read again when it has changed.
 */
export function createFolderModels({ folders }: FolderModelsOptions): ProcessModels {
  const known = new Map<string, KnownFile>();
  return async ({ bpmnProcessId }, { signal }): Promise<BpmnModel> => {
    const processes: ProcessModel[] = [];
    const paths = await listFiles(folders);
    for (const path of paths) {
      signal.throwIfAborted();
      const file = await readChanged(path, known.get(path));
      known.set(path, file);
      processes.push(...file.processes.filter(({ id }) => id === bpmnProcessId));
    }
    const present = new Set(paths);
    for (const path of known.keys()) if (!present.has(path)) known.delete(path);
    if (processes.length > 0) return { processes };
    throw modelRefused(`no .bpmn file in ${folders.join(', ')} has a process ${bpmnProcessId}`);
  };
}

async function listFiles(folders: readonly string[]): Promise<readonly string[]> {
  const lists = await Promise.all(
    folders.map(async (folder) => {
      const names = await readdir(folder, { recursive: true }).catch((cause: unknown) => {
        throw modelRefused(`the folder ${folder} cannot be read`, { cause });
      });
      return names.filter((name) => name.endsWith('.bpmn')).map((name) => join(folder, name));
    }),
  );
  const paths = lists.flat();
  if (paths.length > MAX_FILES) throw modelRefused(`the folders have more than ${MAX_FILES} .bpmn files`);
  return paths;
}

async function readChanged(path: string, known: KnownFile | undefined): Promise<KnownFile> {
  const { readModel } = await import('@jobwright/bpmn-model');
  try {
    const { mtimeMs: changedAtMs, size } = await stat(path);
    if (known?.changedAtMs === changedAtMs && known.size === size) return known;
    if (size > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
    const { processes } = await readModel(await readFile(path, 'utf8'));
    return { changedAtMs, size, processes };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw modelRefused(`the file ${path} cannot be read (${reason})`, { cause });
  }
}
