import { type ModdleElement, type Problem, readElement, readId, readText } from '@jobwright/bpmn-model';
import type { ErrorTrigger, EscalationTrigger } from './graph.ts';
import { type Expression, isFeel } from './expression.ts';
import { readExpression } from './read-expression.ts';

interface CodeKind {
  /** Of the event definition, as the file names it. */
  readonly tag: 'errorEventDefinition' | 'escalationEventDefinition';
  readonly reference: 'errorRef' | 'escalationRef';
  readonly property: 'errorCode' | 'escalationCode';
  readonly noun: string;
}
const ERROR: CodeKind = {
  tag: 'errorEventDefinition',
  reference: 'errorRef',
  property: 'errorCode',
  noun: 'an error',
};
const ESCALATION: CodeKind = {
  tag: 'escalationEventDefinition',
  reference: 'escalationRef',
  property: 'escalationCode',
  noun: 'an escalation',
};

interface CodeSource {
  readonly event: ModdleElement;
  readonly definition: ModdleElement;
  readonly problems: Problem[];
}

function readCaughtCode(
  { event, definition, problems }: CodeSource,
  { tag, reference, property }: CodeKind,
): string | undefined {
  const referenced = readElement(definition, reference);
  const code = referenced && readText(referenced, property);
  if (code !== undefined && isFeel(code)) {
    const message = `The ${property} of the ${property.slice(0, -4)} catch event is not allowed to be an expression`;
    problems.push({ path: `${readId(event)} > ${tag}`, message });
  }
  // An empty code catches everything.
  return code || undefined;
}

function readThrownCode(
  { event, definition, problems }: CodeSource,
  { tag, reference, property, noun }: CodeKind,
): Expression {
  const path = `${readId(event)} > ${tag}`;
  const referenced = readElement(definition, reference);
  if (!referenced) {
    problems.push({ path, message: `Must reference ${noun}` });
    return '';
  }
  const code = readText(referenced, property);
  const name = `${property.charAt(0).toUpperCase()}${property.slice(1)}`;
  if (!code) problems.push({ path, message: `${name} must be present and not empty` });
  return code ? readExpression({ problems, path }, code) : '';
}

/** What an error event catches. */
export function readCaughtError(source: CodeSource): ErrorTrigger {
  const errorCode = readCaughtCode(source, ERROR);
  return { kind: 'error', ...(errorCode !== undefined && { errorCode }) };
}

/** What an escalation event catches. */
export function readCaughtEscalation(source: CodeSource): EscalationTrigger {
  const escalationCode = readCaughtCode(source, ESCALATION);
  return { kind: 'escalation', ...(escalationCode !== undefined && { escalationCode }) };
}

/** The code an error end event throws. */
export const readThrownError = (source: CodeSource): Expression => readThrownCode(source, ERROR);

/** The code an escalation event throws. */
export const readThrownEscalation = (source: CodeSource): Expression => readThrownCode(source, ESCALATION);
