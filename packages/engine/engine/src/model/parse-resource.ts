import { type Problem, readBpmn, readElements, readFlag } from '@jobwright/bpmn-model';
import { findStraightThroughLoop } from './find-loop.ts';
import type { ProcessGraph } from './graph.ts';
import { formatProblems } from './problem.ts';
import { readGraph } from './read-graph.ts';

export interface Resource {
  readonly name: string;
  readonly content: string;
}

export type ParsedResource =
  | { readonly ok: true; readonly graphs: readonly ProcessGraph[]; readonly warnings: readonly string[] }
  | { readonly ok: false; readonly reason: string };

function findLoops(name: string, graphs: readonly ProcessGraph[]): string | undefined {
  const blocks = graphs.flatMap((graph) => {
    const loop = findStraightThroughLoop(graph);
    if (!loop) return [];
    const rule = 'Processes are not allowed to contain a straight-through processing loop';
    return `- Process: ${graph.id}\n    - ERROR: ${rule}: ${loop.join(' > ')}\n`;
  });
  return blocks.length === 0 ? undefined : `\`${name}\`: ${blocks.join('')}`;
}

/** Resources that a Camunda 8 cluster deploys and this engine does not. */
const OTHER_RESOURCES: Readonly<Record<string, string>> = {
  dmn: 'DMN decisions are not supported by this development engine: let a job worker decide, or deploy them to a Camunda 8 cluster',
  form: 'forms are not supported by this development engine: leave the form out of the deployment, or deploy it to a Camunda 8 cluster',
  rpa: 'RPA scripts are not supported by this development engine: deploy them to a Camunda 8 cluster',
};

function refuseType(name: string): string | undefined {
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  if (extension === 'bpmn' || extension === 'xml') return undefined;
  return OTHER_RESOURCES[extension] ?? 'unknown resource type';
}

/** The executable processes of a BPMN file, or the reason to refuse the file: every problem with its element. */
export async function parseResource({ name, content }: Resource): Promise<ParsedResource> {
  const refusal = refuseType(name);
  if (refusal !== undefined) return { ok: false, reason: `\n'${name}': ${refusal}` };
  const document = await readBpmn(content);
  if (!document.ok) return { ok: false, reason: `'${name}': ${document.message}` };
  const processes = readElements(document.definitions, 'rootElements').filter(
    (element) => element.$type === 'bpmn:Process' && readFlag(element, 'isExecutable') === true,
  );
  const readings = processes.map(readGraph);
  const problems: Problem[] = [...document.problems, ...readings.flatMap((reading) => reading.problems)];
  if (processes.length === 0 && problems.length === 0)
    problems.push({ path: 'definitions', message: 'Must contain at least one executable process' });
  if (problems.length > 0) return { ok: false, reason: formatProblems(name, problems) };
  const graphs = readings.map(({ graph }) => graph);
  const loops = findLoops(name, graphs);
  if (loops !== undefined) return { ok: false, reason: loops };
  return { ok: true, graphs, warnings: readings.flatMap(({ warnings }) => warnings) };
}
