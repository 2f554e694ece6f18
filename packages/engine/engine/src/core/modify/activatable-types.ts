import type { Executable } from '../executable.ts';
import { elementTypeName } from './element-names.ts';

/** Types of elements that cannot be activated by name. */
export const UNSUPPORTED_TYPES: readonly string[] = [
  'START_EVENT',
  'SEQUENCE_FLOW',
  'BOUNDARY_EVENT',
  'PROCESS',
];
/** The others, as the broker lists them. */
export const SUPPORTED_TYPES =
  'SUB_PROCESS, EVENT_SUB_PROCESS, AD_HOC_SUB_PROCESS, INTERMEDIATE_CATCH_EVENT, INTERMEDIATE_THROW_EVENT, END_EVENT, SERVICE_TASK, RECEIVE_TASK, USER_TASK, MANUAL_TASK, TASK, EXCLUSIVE_GATEWAY, PARALLEL_GATEWAY, EVENT_BASED_GATEWAY, INCLUSIVE_GATEWAY, MULTI_INSTANCE_BODY, CALL_ACTIVITY, BUSINESS_RULE_TASK, SCRIPT_TASK, SEND_TASK';

/** The type of an element or sequence flow, as the broker names it. */
export function findTypeName(executable: Executable, elementId: string): string | undefined {
  const node = executable.findNode(elementId);
  if (node) return elementTypeName(node);
  return executable.flowTarget(elementId) === undefined ? undefined : 'SEQUENCE_FLOW';
}
