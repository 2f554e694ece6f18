import { jsonItems, jsonMembers } from '@jobwright/json';
import { type GatewayJob, readPushedJob } from '../gateway/gateway-job.ts';

/**
 * The names of the gateway's protocol, by those of the REST API. Names that are not here are the same, or are
 * not needed.
 */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['jobKey', 'key'],
  ['processDefinitionId', 'bpmnProcessId'],
]);
/** They stay the text that they are: numbers keep their digits. */
const TEXTS: ReadonlySet<string> = new Set(['variables', 'customHeaders']);
/** Before Camunda 8.8 they are numbers, beyond what JavaScript can hold. */
const KEY = /Key$/;
const DIGITS = /^\d+$/;

/**
 * Reads the answer to `POST /v2/jobs/activation`. A job of an unknown shape gets a `problem` and does not
 * affect the others.
 * @throws SyntaxError when the text is not a list of jobs
 */
export function readRestJobs(text: string): readonly GatewayJob[] {
  const jobs = jsonMembers(text).get('jobs');
  if (jobs === undefined) throw new SyntaxError('Expected the member jobs');
  return jsonItems(jobs).map(readRestJob);
}

function readRestJob(text: string): GatewayJob {
  const message: Record<string, unknown> = {};
  for (const [name, value] of jsonMembers(text))
    if (value !== 'null') message[NAMES.get(name) ?? name] = readMember(name, value);
  return readPushedJob(message);
}

function readMember(name: string, text: string): unknown {
  if (TEXTS.has(name)) return text;
  if (KEY.test(name) && DIGITS.test(text)) return text;
  return JSON.parse(text);
}
