import type { ElementFacts } from '../facts/model-facts.ts';
import type { Catalog } from './catalog.ts';
import { checkJobType } from './check-job-type.ts';
import { checkParameters } from './check-parameters.ts';
import { LINKS } from './docs-links.ts';
import type { Finding } from './finding.ts';

const NEED_IMPLEMENTATION = new Set(['serviceTask', 'sendTask', 'businessRuleTask']);
const THROWS = new Set(['intermediateThrowEvent', 'endEvent']);

/** What a task, or an event that sends a message, does on Camunda 7. */
export function checkTask(
  element: ElementFacts,
  { catalog }: { readonly catalog: Catalog },
): readonly Finding[] {
  const { type, zeebe, camunda7, events } = element;
  if (zeebe.inboundType !== undefined)
    return [
      refusal(
        'inbound-connector',
        'Camunda 7 has no inbound connectors',
        'send the message from your own service',
      ),
    ];
  const sends = THROWS.has(type) && events.includes('message');
  if (NEED_IMPLEMENTATION.has(type) || sends)
    return [checkImplementation(element, { catalog, sends }), ...checkServed(element, catalog)];
  if (type === 'scriptTask' && !camunda7.hasScript && camunda7.attributes['resource'] === undefined)
    return [
      refusal('refused', 'the task has no script, so the deployment is refused', adviseScript(element)),
    ];
  if (type === 'scriptTask') return [note('the engine runs the script, if it has the script language')];
  if (type === 'callActivity' && camunda7.calledElement === undefined && !('caseRef' in camunda7.attributes))
    return [
      refusal(
        'refused',
        'the call activity has no calledElement, so the deployment is refused',
        'give it the attribute calledElement with the id of the process',
      ),
    ];
  if (type === 'userTask' && zeebe.tags.includes('zeebe:taskDefinition') && camunda7.tags.length === 0)
    return [
      refusal('passed-over', 'there is no job: the task waits for a person', 'make it an external task'),
    ];
  return [];
}

function checkServed(element: ElementFacts, catalog: Catalog): readonly Finding[] {
  const { topic } = element.camunda7;
  const jobType = topic && catalog.findTopic(topic);
  const findings = checkParameters(element, { jobType });
  return jobType === undefined ? findings : [...findings, DIFFERENCES];
}

const DIFFERENCES: Finding = {
  code: 'differences',
  level: 'note',
  message: `it differs from Camunda 8: ${LINKS.on7.heading}`,
  link: LINKS.on7,
};

const adviseScript = ({ zeebe }: ElementFacts): string =>
  zeebe.tags.includes('zeebe:script')
    ? 'give it scriptFormat="feel" and the expression as its script'
    : 'give it a script, or make it an external task';

function checkImplementation(
  { camunda7, zeebe, type }: ElementFacts,
  { catalog, sends }: { readonly catalog: Catalog; readonly sends: boolean },
): Finding {
  const { attributes, tags, topic } = camunda7;
  if (topic !== undefined) return checkJobType(topic, { catalog, word: 'topic' });
  if (attributes['type'] === 'external')
    return refusal(
      'refused',
      'the external task has no camunda:topic, so the deployment is refused',
      'give it one',
    );
  const code = attributes['class'] ?? attributes['delegateExpression'] ?? attributes['expression'];
  if (code !== undefined) return note(`the engine itself runs ${code}, so nothing has to change`);
  if (tags.includes('connector'))
    return note('the engine itself runs the connector, with the plugin for connectors');
  if (type === 'businessRuleTask' && attributes['decisionRef'] !== undefined)
    return note(`the engine itself evaluates the decision ${attributes['decisionRef']}`);
  const advice = zeebe.tags.includes('zeebe:calledDecision')
    ? 'give it camunda:decisionRef with the decision, and camunda:resultVariable'
    : adviseExternal(zeebe.jobType, { catalog, sends });
  if (sends) return refusal('passed-over', 'Camunda 7 passes over the event: no message is sent', advice);
  return refusal(
    'refused',
    'the task has no implementation for Camunda 7, so the deployment is refused',
    advice,
  );
}

function adviseExternal(
  jobType: string | undefined,
  { catalog, sends }: { readonly catalog: Catalog; readonly sends: boolean },
): string {
  const where = sends ? 'its message definition' : 'it';
  if (jobType === undefined || jobType.startsWith('='))
    return `give ${where} camunda:type="external" and a camunda:topic`;
  const connector = catalog.findConnector(jobType);
  const then = connector === undefined ? '' : `; ${connector} then processes it`;
  return `give ${where} camunda:type="external" and camunda:topic="${jobType}"${then}`;
}

const refusal = (code: Finding['code'], message: string, advice: string): Finding => ({
  code,
  level: 'error',
  message,
  advice,
  link: LINKS.to7Tasks,
});
const note = (message: string): Finding => ({ code: 'engine-runs', level: 'note', message });
