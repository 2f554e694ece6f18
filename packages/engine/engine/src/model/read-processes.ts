import { type Problem, readBpmn, readElements, readFlag } from '@jobwright/bpmn-model';
import type { ParsedResource, Resource } from './deployable.ts';
import { findStraightThroughLoop } from './find-loop.ts';
import type { ProcessGraph } from './graph.ts';
import { formatProblems } from './problem.ts';
import { readGraph } from './read-graph.ts';

function findLoops(name: string, graphs: readonly ProcessGraph[]): string | undefined {
  const blocks = graphs.flatMap((graph) => {
    const loop = findStraightThroughLoop(graph);
    if (!loop) return [];
    const rule = 'Processes are not allowed to contain a straight-through processing loop';
    return `- Process: ${graph.id}\n    - ERROR: ${rule}: ${loop.join(' > ')}\n`;
  });
  return blocks.length === 0 ? undefined : `\`${name}\`: ${blocks.join('')}`;
}

/**
 * The executable processes of a BPMN file, or the reason to refuse the file: every problem with its element.
 */
export async function readProcesses({ name, content }: Resource): Promise<ParsedResource> {
  const document = await readBpmn(content);
  if (!document.ok) return { ok: false, reason: `'${name}': ${document.message}` };
  const processes = readElements(document.definitions, 'rootElements').filter(
    (element) => element.$type === 'bpmn:Process' && readFlag(element, 'isExecutable') === true,
  );
  const readings = processes.map(readGraph);
  // What could not be parsed is missing in the processes: what their rules say then is not true.
  const problems: Problem[] =
    document.problems.length > 0 ? [...document.problems] : readings.flatMap((reading) => reading.problems);
  if (processes.length === 0 && problems.length === 0)
    problems.push({ path: 'definitions', message: 'Must contain at least one executable process' });
  if (problems.length > 0) return { ok: false, reason: formatProblems(name, problems) };
  const graphs = readings.map(({ graph }) => graph);
  const loops = findLoops(name, graphs);
  if (loops !== undefined) return { ok: false, reason: loops };
  return {
    ok: true,
    deployables: graphs.map((graph) => ({ kind: 'process', graph })),
    warnings: readings.flatMap(({ warnings }) => warnings),
  };
}
