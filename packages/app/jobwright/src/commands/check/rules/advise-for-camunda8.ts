import type { ElementFacts } from '../facts/model-facts.ts';
import type { Catalog } from './catalog.ts';
import { LINKS } from './docs-links.ts';
import type { Finding } from './finding.ts';
import { isJuel, suggestFeel } from './suggest-feel.ts';

/** What has to change in an element of Camunda 7 that Camunda 8 refuses. */
export function adviseForCamunda8(
  element: ElementFacts,
  { catalog }: { readonly catalog: Catalog },
): Pick<Finding, 'advice' | 'link'> {
  const expression = element.texts.find(({ text }) => isJuel(text));
  if (expression !== undefined) {
    const feel = suggestFeel(expression.text);
    const written = feel === undefined ? 'in FEEL, with a leading =' : `in FEEL: ${feel}`;
    return {
      advice: `write it ${written}`,
      link: LINKS.from7Expressions,
    };
  }
  if (element.texts.some(({ use, text }) => use === 'timer' && isQuartz(text))) {
    const advice =
      "Camunda 8 reads cron expressions as Spring does: six fields, without a year, and no '?' beside '*'";
    return { advice, link: LINKS.from7Expressions };
  }
  const advice = adviseTask(element, catalog);
  return advice === undefined ? {} : { advice, link: LINKS.from7Tasks };
}

/** Cron expressions of Camunda 7 may have a seventh field. */
const isQuartz = (text: string): boolean => text.trim().split(/\s+/).length > 5;

function adviseTask({ type, camunda7, loop }: ElementFacts, catalog: Catalog): string | undefined {
  const { attributes, tags, topic, calledElement } = camunda7;
  if (topic !== undefined) {
    const jobType = catalog.findTopic(topic) ?? topic;
    const connector = catalog.findConnector(jobType);
    const then =
      connector === undefined ? 'its worker has to become a job worker' : `${connector} then processes it`;
    return `give it a zeebe:taskDefinition with the type ${jobType}; ${then}`;
  }
  const code = attributes['class'] ?? attributes['delegateExpression'];
  if (code !== undefined)
    return `the Java class behind ${code} has no counterpart: choose a connector, or make it a job worker`;
  if (attributes['expression'] !== undefined)
    return 'an expression as a task has no counterpart: make it a script task in FEEL, or a job worker';
  if (tags.includes('connector'))
    return 'for an HTTP call choose the connector with the job type io.camunda:http-json:1, for others a job worker';
  if (attributes['decisionRef'] !== undefined)
    return `give it a zeebe:calledDecision with the decision ${attributes['decisionRef']}`;
  if (type === 'scriptTask' && camunda7.hasScript)
    return 'write the script in FEEL (zeebe:script), or make it a job worker';
  if (calledElement !== undefined) return `give it a zeebe:calledElement with the process ${calledElement}`;
  if (loop === 'multiInstance' && camunda7.hasLoopCount)
    return 'give the loop a zeebe:loopCharacteristics with an input collection in FEEL';
  return undefined;
}
