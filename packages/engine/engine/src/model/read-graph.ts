import { type ModdleElement, type Problem, readExtensions, readId, readText } from '@jobwright/bpmn-model';
import { checkGraph } from './check-graph.ts';
import { checkStarts } from './check-starts.ts';
import { checkSupported } from './check-supported.ts';
import { collectElements, type ScopedElement } from './collect-elements.ts';
import { createElementIndex } from './element-index.ts';
import { findIdleParts, type IdlePart } from './find-idle-parts.ts';
import type { GraphNode, ProcessGraph } from './graph.ts';
import { readFlows } from './read-flows.ts';
import { readExecutionListeners } from './read-listeners.ts';
import { readPriority, withDefaultPriority } from './read-priority.ts';
import { readNodes, readStarts } from './read-node.ts';

export interface GraphReading {
  readonly graph: ProcessGraph;
  readonly problems: readonly Problem[];
  readonly idleParts: readonly IdlePart[];
}

/** The elements that cannot be executed; why, is added to the problems. */
function findUnsupported(all: readonly ModdleElement[], problems: Problem[]): ReadonlySet<ModdleElement> {
  const unsupported = new Set<ModdleElement>();
  for (const element of all) {
    const known = problems.length;
    checkSupported(element, problems);
    if (problems.length > known) unsupported.add(element);
  }
  return unsupported;
}

/** The executable graph of a process, and every reason not to run it. */
export function readGraph(process: ModdleElement): GraphReading {
  const elements = collectElements(process);
  const index = createElementIndex(process, elements);
  const all = [process, ...elements.map(({ element }) => element)];
  const holders = all.filter(({ $type }) => $type === 'bpmn:Process' || $type === 'bpmn:SubProcess');
  const problems: Problem[] = [];
  const unreadable = findUnsupported(all, problems);
  const isReadable = ({ element }: Pick<ScopedElement, 'element'>): boolean => !unreadable.has(element);
  for (const holder of holders)
    if (index.startEvents(readId(holder)).every((start) => isReadable({ element: start })))
      for (const problem of checkStarts(holder, index)) problems.push(problem);
  const flows = readFlows(elements, problems);
  const processId = readId(process);
  const listeners = readExecutionListeners(process, problems);
  const priority = readPriority(process, problems);
  const name = readText(process, 'name');
  const root: GraphNode = {
    kind: 'scope',
    id: processId,
    elementType: 'process',
    ...readStarts(process, index),
    inputs: [],
    outputs: [],
    outgoing: [],
    incomingIds: [],
    boundaryIds: [],
    ...(name !== undefined && { name }),
    ...(listeners && { listeners }),
  };
  const nodes = elements
    .filter(isReadable)
    .flatMap((scoped) => readNodes(scoped, { flows, index, problems, processId }))
    .map((node) => withDefaultPriority(node, priority));
  const [tag] = readExtensions(process, 'zeebe:VersionTag');
  const versionTag = tag && readText(tag, 'value');
  const graph = {
    id: root.id,
    ...(name !== undefined && { name }),
    ...(versionTag !== undefined && { versionTag }),
    nodes: [root, ...nodes],
  };
  checkGraph(graph, problems);
  return {
    graph,
    problems,
    idleParts: all.flatMap(findIdleParts),
  };
}
