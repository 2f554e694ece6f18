import type { ElementFacts } from '../facts/model-facts.ts';
import type { Catalog } from './catalog.ts';
import { checkInputs } from './check-inputs.ts';
import { checkJobType } from './check-job-type.ts';
import { LINKS } from './docs-links.ts';
import type { Finding } from './finding.ts';
import { checkSecrets } from './list-differences.ts';

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
    return [checkImplementation(element, { catalog, sends }), ...checkParameters(element, catalog)];
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

/** A column of the engine's database: a longer text stops the process when it comes to the task. */
const MAX_TEXT_LENGTH = 4_000;

/** What a connector makes of the input parameters of its task. */
function checkParameters({ camunda7 }: ElementFacts, catalog: Catalog): readonly Finding[] {
  const { topic, inputs: parameters } = camunda7;
  if (topic === undefined) return [];
  const inputs = parameters.flatMap(({ name, value }) =>
    value.kind === 'text' ? [{ source: value.text, target: name }] : [],
  );
  const tooLong = inputs
    .filter(({ source }) => source.length > MAX_TEXT_LENGTH && !/[$#]\{/.test(source))
    .map(({ target }) =>
      refusal(
        'refused',
        `the input parameter ${target} is longer than ${MAX_TEXT_LENGTH} characters, more than the engine stores`,
        'split it, or build it from variables',
      ),
    );
  if (catalog.findConnector(topic) === undefined) return tooLong;
  return [...tooLong, ...checkInputs(topic, { inputs }), ...checkSecrets({ inputs })];
}

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
  if (code !== undefined) return note(`the engine itself runs ${code}; it stays as it is`);
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
