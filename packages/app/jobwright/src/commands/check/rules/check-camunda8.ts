import type { ResourceProblem } from '@jobwright/engine/core';
import type { ElementFacts } from '../facts/model-facts.ts';
import { adviseForCamunda8 } from './advise-for-camunda8.ts';
import { COUNTERPARTS_LINK, findCounterpart, IMPLEMENTATION } from './camunda7-counterparts.ts';
import type { Catalog } from './catalog.ts';
import { checkInputs } from './check-inputs.ts';
import { checkInbound, checkJobType } from './check-job-type.ts';
import { checkTemplate } from './check-template.ts';
import type { Finding } from './finding.ts';
import { isJuel } from './suggest-feel.ts';
import { shorten } from './shorten.ts';
import { checkSecrets, listDifferences } from './list-differences.ts';
import { type Camunda8Version, checkVersions } from './needed-versions.ts';

export interface Camunda8Context {
  readonly target: 'camunda8' | 'embedded';
  readonly catalog: Catalog;
  /** Of the cluster, if it is known. */
  readonly version: Camunda8Version | undefined;
  /** What the embedded engine says of the element. */
  readonly problems: readonly ResourceProblem[];
  /** Attributes and extension elements without effect, with their prefixes. */
  readonly idleParts: readonly string[];
  /** A template offers inputs that a task may have. */
  readonly isTemplate: boolean;
}

/** Parts that are known not to be executed by any Camunda 8. */
const NOT_EXECUTED = new Set(['complexGateway', 'transaction']);
const NO_JOBS = new Set(['userTask', 'callActivity', 'process', 'task', 'manualTask']);

/** What an element does on Camunda 8, or on the embedded engine, which is the judge of both. */
export function checkCamunda8(element: ElementFacts, context: Camunda8Context): readonly Finding[] {
  const { target, version, problems } = context;
  return [
    ...problems.map((problem) => explainProblem(problem, { element, context })),
    ...checkIdleParts(element, context),
    ...checkJobs(element, context),
    ...(target === 'camunda8' ? checkVersions(element, version) : []),
  ];
}

function explainProblem(
  { message, isOnlyHere }: ResourceProblem,
  { element, context }: { readonly element: ElementFacts; readonly context: Camunda8Context },
): Finding {
  if (!isOnlyHere) return explainRefusal(message, { element, context });
  if (context.target === 'embedded') return { code: 'refused', level: 'error', message };
  const [what = message] = message.split(' is not supported by ');
  return isExecuted(element)
    ? {
        code: 'unknown-to-engine',
        level: 'warning',
        message: `${what} is not known to the embedded engine, so it could not be checked`,
        advice: 'deploy it to the cluster to find out',
      }
    : {
        code: 'refused',
        level: 'error',
        message: `${what} is not executed by Camunda 8`,
        advice: 'model it otherwise',
      };
}

function explainRefusal(
  message: string,
  { element, context }: { readonly element: ElementFacts; readonly context: Camunda8Context },
): Finding {
  const advice = adviseForCamunda8(element, context);
  const foreign = element.texts.find(({ text }) => isJuel(text));
  if (foreign !== undefined) {
    const text = `the ${foreign.use} is an expression of Camunda 7: ${shorten(foreign.text)}`;
    return { code: 'wrong-language', level: 'error', message: text, ...advice };
  }
  return { code: 'refused', level: 'error', message: message.replace(/\.$/, ''), ...advice };
}

const isExecuted = ({ type, events, loop }: ElementFacts): boolean =>
  !NOT_EXECUTED.has(type) && loop !== 'standard' && events.length < 2 && !events.includes('cancel');

function checkIdleParts(element: ElementFacts, { idleParts, problems }: Camunda8Context): readonly Finding[] {
  return idleParts.flatMap((part): readonly Finding[] => {
    const message = `'${part}' has no effect`;
    const name = part.slice(part.indexOf(':') + 1);
    const isOf7 = name in element.camunda7.attributes || element.camunda7.tags.includes(name);
    if (!isOf7)
      return [{ code: 'no-effect', level: part.startsWith('zeebe:') ? 'warning' : 'note', message }];
    if (problems.length > 0 && IMPLEMENTATION.has(name)) return [];
    const { level, advice } = findCounterpart(name) ?? { level: 'warning', advice: 'it has no counterpart' };
    return [
      { code: 'no-effect', level, message, advice: `on Camunda 8: ${advice}`, link: COUNTERPARTS_LINK },
    ];
  });
}

function checkJobs(
  { type, zeebe }: ElementFacts,
  { catalog, isTemplate }: Camunda8Context,
): readonly Finding[] {
  const { jobType, inboundType, template, listeners } = zeebe;
  const found: Finding[] = listeners.map((listener) => {
    const finding = checkJobType(listener.jobType, { catalog });
    return { ...finding, message: `listener ${listener.eventType}: ${finding.message}` };
  });
  if (inboundType !== undefined) found.push(checkInbound(inboundType, { catalog }));
  if (jobType === undefined || NO_JOBS.has(type)) return found;
  found.push(checkJobType(jobType, { catalog }));
  if (catalog.findConnector(jobType) === undefined) return found;
  return [
    ...found,
    ...(template === undefined ? [] : checkTemplate(template)),
    ...checkInputs(jobType, zeebe).map(isTemplate ? asWarning : (finding) => finding),
    ...checkSecrets(zeebe),
    ...listDifferences(jobType, zeebe),
  ];
}

const asWarning = (finding: Finding): Finding => ({ ...finding, level: 'warning' });
