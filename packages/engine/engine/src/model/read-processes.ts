import { type BpmnDocument, type Problem, readBpmn, readElements, readFlag } from '@jobwright/bpmn-model';
import type { ParsedResource, Resource } from './deployable.ts';
import { describeIdlePart, type IdlePart } from './find-idle-parts.ts';
import { findStraightThroughLoop } from './find-loop.ts';
import type { ProcessGraph } from './graph.ts';
import { formatProblems } from './problem.ts';
import { readGraph } from './read-graph.ts';
import { type RunLimited, runUnlimited } from './time-limit.ts';

/** What a BPMN file holds, with everything that is wrong with it. */
export interface ProcessesReading {
  readonly graphs: readonly ProcessGraph[];
  readonly problems: readonly Problem[];
  readonly loops: readonly ProcessLoop[];
  readonly idleParts: readonly IdlePart[];
}

/** A loop of a process in which a token would never wait. */
interface ProcessLoop {
  readonly processId: string;
  readonly message: string;
}

const findLoops = (graphs: readonly ProcessGraph[]): readonly ProcessLoop[] =>
  graphs.flatMap((graph) => {
    const loop = findStraightThroughLoop(graph);
    if (!loop) return [];
    const rule = 'Processes are not allowed to contain a straight-through processing loop';
    return [{ processId: graph.id, message: `${rule}: ${loop.join(' > ')}` }];
  });

/**
 * Reads the executable processes of a BPMN file; a text when it is not BPMN.
 * @param run runs the work, and may end it
 */
export async function readProcessFile(
  content: string,
  run: RunLimited = runUnlimited,
): Promise<ProcessesReading | string> {
  // The file is parsed before the promise is returned.
  const document = await run(() => readBpmn(content));
  return document.ok ? run(() => readDocument(document)) : document.message;
}

function readDocument(document: BpmnDocument & { readonly ok: true }): ProcessesReading {
  const processes = readElements(document.definitions, 'rootElements').filter(
    (element) => element.$type === 'bpmn:Process' && readFlag(element, 'isExecutable') === true,
  );
  const readings = processes.map(readGraph);
  // What could not be parsed is missing in the processes: what their rules say then is not true.
  const problems: Problem[] =
    document.problems.length > 0 ? [...document.problems] : readings.flatMap((reading) => reading.problems);
  if (processes.length === 0 && problems.length === 0)
    problems.push({ path: 'definitions', message: 'Must contain at least one executable process' });
  const graphs = readings.map(({ graph }) => graph);
  return {
    graphs,
    problems,
    loops: problems.length === 0 ? findLoops(graphs) : [],
    idleParts: readings.flatMap(({ idleParts }) => idleParts),
  };
}

/**
 * The executable processes of a BPMN file, or the reason to refuse the file: every problem with its element.
 */
export async function readProcesses(
  { name, content }: Resource,
  run: RunLimited = runUnlimited,
): Promise<ParsedResource> {
  const reading = await readProcessFile(content, run);
  if (typeof reading === 'string') return { ok: false, reason: `'${name}': ${reading}` };
  const { graphs, problems, loops, idleParts } = reading;
  if (problems.length > 0) return { ok: false, reason: formatProblems(name, problems) };
  if (loops.length > 0) {
    const blocks = loops.map(
      ({ processId, message }) => `- Process: ${processId}\n    - ERROR: ${message}\n`,
    );
    return { ok: false, reason: `\`${name}\`: ${blocks.join('')}` };
  }
  return {
    ok: true,
    deployables: graphs.map((graph) => ({ kind: 'process', graph })),
    warnings: idleParts.map(describeIdlePart),
  };
}
