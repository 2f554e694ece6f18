import type { FileKind } from '../facts/model-facts.ts';
import { readFileFacts } from '../facts/read-file-facts.ts';
import { judgeFile, type JudgeOptions } from '../judge-file.ts';
import type { CheckedFile, TargetFinding } from '../report/check-report.ts';
import { createCatalog } from '../rules/catalog.ts';
import { TARGETS } from '../rules/finding.ts';

const NAMESPACES = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:camunda="http://camunda.org/schema/1.0/bpmn"',
  'xmlns:op="http://operaton.org/schema/1.0/bpmn"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(' ');

/** A BPMN file with one executable process. */
export const processOf = (body: string, { root = '', attributes = '' } = {}): string =>
  `<bpmn:definitions ${NAMESPACES} id="d" targetNamespace="t">${root}<bpmn:process id="p" isExecutable="true" camunda:historyTimeToLive="P1D"${attributes}>${body}</bpmn:process></bpmn:definitions>`;

/** A process from a start event by the element `t` to an end event. */
export const processThrough = (element: string, options: { readonly root?: string } = {}): string =>
  processOf(
    `<bpmn:startEvent id="s"/><bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t"/>${element}<bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="e"/><bpmn:endEvent id="e"/>`,
    options,
  );

export const extensions = (...parts: readonly string[]): string =>
  `<bpmn:extensionElements>${parts.join('')}</bpmn:extensionElements>`;

export const catalog = createCatalog(
  new Map([
    ['io.camunda:http-json:1', 'REST call'],
    ['io.camunda:connector-graphql:1', 'GraphQL'],
    ['io.camunda:email:1', 'Email'],
  ]),
  { workers: ['acme:*'], topics: [{}, { 'io.camunda:http-json:1': 'http' }] },
);

/** Checks the text of a file with the connectors for REST, GraphQL and email. */
export async function checkText(
  content: string,
  { kind = 'bpmn', ...options }: Partial<JudgeOptions> & { readonly kind?: FileKind } = {},
): Promise<CheckedFile> {
  const reading = await readFileFacts({ name: `order.${kind}`, kind, content });
  if (!reading.ok) throw new Error(reading.message);
  const judging = { targets: TARGETS, hasChosenTargets: false, catalog, version: undefined, ...options };
  return judgeFile(`order.${kind}`, reading.facts, judging);
}

/** `target: code` of the findings of an element that are no notes. */
export async function findCodes(
  content: string,
  id = 't',
  options: Partial<JudgeOptions> = {},
): Promise<readonly string[]> {
  const findings = await findingsOf(content, id, options);
  return findings
    .filter(({ level }) => level !== 'note')
    .flatMap(({ code, level, targets }) =>
      targets.map((target) => `${level === 'error' ? '✗' : '!'} ${target} ${code}`),
    )
    .sort();
}

export async function findingsOf(
  content: string,
  id = 't',
  options: Partial<JudgeOptions> = {},
): Promise<readonly TargetFinding[]> {
  const { parts } = await checkText(content, options);
  return parts.flatMap(({ elements }) => elements).find((element) => element.id === id)?.findings ?? [];
}
