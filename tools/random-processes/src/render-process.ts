import type { Dialect } from './dialect.ts';
import { createEventDefinitions } from './event-definitions.ts';
import { type FileContext, renderScope } from './process-content.ts';
import { indexProcess, processIdOf } from './process-index.ts';
import type { Scope } from './process-model.ts';
import { renderTag } from './render-tag.ts';

/** The BPMN of a process and of those that it calls, in one file. */
export function renderProcess(root: Scope, dialect: Dialect): string {
  const index = indexProcess(root);
  const processes: string[] = [];
  const definitions = new Map<string, string>();
  let flowCount = 0;
  const context: FileContext = {
    rootId: root.id,
    dialect,
    index,
    events: createEventDefinitions({ root, dialect, index, definitions }),
    nextFlowId: () => `f${(flowCount += 1)}`,
    addProcess(scope) {
      const body = renderScope(scope, context);
      processes.push(renderTag('process', processIdOf(root.id, scope.id), body, 'isExecutable="true"'));
    },
  };
  context.addProcess(root);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    `  ${dialect.namespace} id="definitions" targetNamespace="random">`,
    ...definitions.values(),
    ...processes,
    '</bpmn:definitions>',
  ].join('\n');
}
