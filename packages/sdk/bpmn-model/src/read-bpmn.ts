// eslint-disable-next-line @typescript-eslint/triple-slash-reference -- bpmn-moddle has no typings; packages that check these sources need ours too
/// <reference path="./bpmn-moddle.d.ts" />
import { createRequire } from 'node:module';

import { BpmnModdle, type ModdleProperties } from 'bpmn-moddle';

import { toErrorMessage } from '@jobwright/concurrency/errors';
import { isModdleElement, type ModdleElement, readText, toTagName } from './moddle-element.ts';

const zeebeDescriptor: unknown = createRequire(import.meta.url)('zeebe-bpmn-moddle/resources/zeebe.json');

/** What is wrong with a file: where (a path from the element's id) and what. */
export interface Problem {
  readonly path: string;
  readonly message: string;
}

/** A BPMN file as the parser sees it. */
export type BpmnDocument =
  | { readonly ok: true; readonly definitions: ModdleElement; readonly problems: readonly Problem[] }
  | { readonly ok: false; readonly message: string };

interface ParserWarning {
  readonly message: string;
  readonly property?: unknown;
  readonly value?: unknown;
  readonly element?: unknown;
}
const isParserWarning = (value: unknown): value is ParserWarning =>
  typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';

/** References the broker does not look at: a diagram may keep them dangling. */
const MUST_RESOLVE = new Set(['bpmn:sourceRef', 'bpmn:targetRef', 'bpmn:default', 'bpmn:activityRef']);
const joinLines = (text: string): string => text.replace(/\s+/g, ' ').trim();

function describeProblem(warning: ParserWarning): Problem | undefined {
  const element = isModdleElement(warning.element) ? warning.element : undefined;
  const path = element ? (readText(element, 'id') ?? toTagName(element.$type)) : 'definitions';
  if (!warning.message.startsWith('unresolved reference'))
    return { path, message: joinLines(warning.message) };
  const property = String(warning.property);
  if (element?.$type === 'bpmn:Association' || !MUST_RESOLVE.has(property)) return undefined;
  return {
    path,
    message: `There is no element with the id '${String(warning.value)}' for its ${property.slice(5)}`,
  };
}

/**
 * As the parser does it, but with plain properties: its getters and descriptors take half of the time that a
 * large model needs. What refers to another element stays hidden from those who list the properties.
 */
function usePlainProperties(properties: ModdleProperties): void {
  const setOther = properties.set.bind(properties);
  properties.define = (target, name, options) => {
    const isNew = 'value' in options || (name === '$parent' && !(name in target));
    if (isNew) target[name] = options.value;
    else Object.defineProperty(target, name, options);
  };
  properties.set = (target, name, value) => {
    const property = target.$descriptor.propertiesByName[name];
    if (property === undefined || value === undefined) return setOther(target, name, value);
    if (property.isReference === true && !(property.name in target))
      Object.defineProperty(target, property.name, { value, writable: true, configurable: true });
    else target[property.name] = value;
  };
}

/** Parses a BPMN file; what the parser could not place comes back as problems. */
export async function readBpmn(xml: string): Promise<BpmnDocument> {
  const moddle = new BpmnModdle({ zeebe: zeebeDescriptor });
  usePlainProperties(moddle.properties);
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    if (!isModdleElement(rootElement)) return { ok: false, message: 'The file has no root element' };
    const problems = warnings.filter(isParserWarning).map(describeProblem);
    return {
      ok: true,
      definitions: rootElement,
      problems: problems.filter((problem) => problem !== undefined),
    };
  } catch (error) {
    return {
      ok: false,
      message: `The file is not BPMN: ${joinLines(toErrorMessage(error))}`,
    };
  }
}
