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

/** The executable graph of a process, and every reason not to run it. */
export function readGraph(process: ModdleElement): GraphReading {
  const elements = collectElements(process);
  const index = createElementIndex(process, elements);
  const all = [process, ...elements.map(({ element }) => element)];
  const holders = all.filter(({ $type }) => $type === 'bpmn:Process' || $type === 'bpmn:SubProcess');
  const unsupported = new Map(all.map((element) => [element, checkSupported(element)]));
  const isReadable = ({ element }: Pick<ScopedElement, 'element'>): boolean =>
    unsupported.get(element)?.length === 0;
  const problems: Problem[] = [
    ...[...unsupported.values()].flat(),
    ...holders
      .filter((holder) => index.startEvents(readId(holder)).every((start) => isReadable({ element: start })))
      .flatMap((holder) => checkStarts(holder, index)),
  ];
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
  return {
    graph,
    problems: [...problems, ...checkGraph(graph)],
    idleParts: all.flatMap(findIdleParts),
  };
}
