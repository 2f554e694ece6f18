import { type ModdleElement, type Problem, readId } from '@jobwright/bpmn-model';
import { checkGraph } from './check-graph.ts';
import { checkSupported } from './check-supported.ts';
import { collectElements, type ScopedElement } from './collect-elements.ts';
import { createElementIndex, type ElementIndex } from './element-index.ts';
import { findIdleParts } from './find-idle-parts.ts';
import type { GraphNode, ProcessGraph } from './graph.ts';
import { readFlows } from './read-flows.ts';
import { findStart, readNode } from './read-node.ts';

export interface GraphReading {
  readonly graph: ProcessGraph;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}

function checkStarts(holder: ModdleElement, index: ElementIndex): readonly Problem[] {
  const path = readId(holder);
  const starts = index.startEvents(path);
  if (starts.length === 1) return [];
  if (holder.$type === 'bpmn:SubProcess') return [{ path, message: 'Must have exactly one start event' }];
  const message =
    starts.length === 0 ? 'Must have at least one start event' : 'Multiple none start events are not allowed';
  return [{ path, message }];
}

/** The executable graph of a process, and every reason not to run it. */
export function readGraph(process: ModdleElement): GraphReading {
  const elements = collectElements(process);
  const index = createElementIndex(elements);
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
  const root: GraphNode = {
    kind: 'scope',
    id: readId(process),
    elementType: 'process',
    startId: findStart(readId(process), index),
    inputs: [],
    outputs: [],
    outgoing: [],
    incomingIds: [],
    boundaryIds: [],
  };
  const nodes = elements.filter(isReadable).map((scoped) => readNode(scoped, { flows, index, problems }));
  const graph = { id: root.id, nodes: [root, ...nodes.filter((node) => node !== undefined)] };
  return {
    graph,
    problems: [...problems, ...checkGraph(graph)],
    warnings: all.flatMap(findIdleParts),
  };
}
