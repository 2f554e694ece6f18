import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { toErrorMessage } from '@jobwright/concurrency';
import type { BpmnModel, ProcessModel } from '@jobwright/bpmn-model';
import type { OperationContext } from '@jobwright/connector-sdk';
import type { LiteralNames } from '../secrets/literal-names.ts';
import { modelRefused, modelUnreadable, type ProcessModels } from './process-models.ts';
import { readDeployedModel } from './read-deployed-model.ts';

export interface FolderModelsOptions {
  /** Searched, with all folders below them, for files whose name ends in `.bpmn`. */
  readonly folders: readonly string[];
}

interface KnownFile {
  readonly changedAtMs: number;
  readonly size: number;
  /** One for all who ask; dropped when it fails. */
  readonly reading: Promise<LiteralNames>;
}

const MAX_FILES = 10_000;
const MAX_BYTES = 10_000_000;

/**
 * Models from files, by the id of the process. They are taken to be what is deployed, whatever the version.
 * Where several files have the same process, the names in any of them count. A file is read again when it has
 * changed.
 */
export function createFolderModels({ folders }: FolderModelsOptions): ProcessModels {
  const known = new Map<string, KnownFile>();
  return async ({ bpmnProcessId }, host): Promise<BpmnModel> => {
    const processes: ProcessModel[] = [];
    const paths = await listFiles(folders);
    for (const path of paths) {
      host.signal.throwIfAborted();
      const read = await readChanged(path, { known, host });
      processes.push(...read.filter(({ id }) => id === bpmnProcessId));
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

interface FileReading {
  readonly known: Map<string, KnownFile>;
  readonly host: Pick<OperationContext, 'resources' | 'signal'>;
}

async function readChanged(path: string, { known, host }: FileReading): Promise<readonly ProcessModel[]> {
  const unreadableError = (reason: string) => modelUnreadable(`the file ${path} cannot be read (${reason})`);
  const { mtimeMs: changedAtMs, size } = await stat(path).catch((cause: unknown) => {
    throw unreadableError(toErrorMessage(cause));
  });
  if (size > MAX_BYTES) throw unreadableError(`it is larger than ${MAX_BYTES} bytes`);
  let file = known.get(path);
  if (file?.changedAtMs !== changedAtMs || file.size !== size) {
    const reading = readFile(path, 'utf8').then((xml) => readDeployedModel(xml, host));
    file = { changedAtMs, size, reading };
    known.set(path, file);
  }
  const read = await file.reading.catch((error: unknown) => {
    if (known.get(path) === file) known.delete(path);
    throw error;
  });
  if (read.kind === 'refused') throw unreadableError(read.reason);
  return read.model.processes;
}
