import { once } from 'node:events';
import { workModel } from '../gateway-models.ts';
import type { Fields } from '../raw-gateway.ts';
import type { Scenario } from './scenario.ts';
import { NO_WAIT, activate, deploy, start } from './scenario-steps.ts';

const roundTrip = (
  name: string,
  { variables, ...rest }: { readonly variables: string; readonly differs?: string },
): Scenario => ({
  name,
  ...rest,
  run: async (gateway, id) => {
    await deploy(gateway, id, workModel);
    await gateway.call('CreateProcessInstance', { bpmnProcessId: id, version: -1, variables });
    return activate(gateway, id);
  },
});

export const activationScenarios: readonly Scenario[] = [
  {
    name: 'activate: what a job carries',
    run: async (gateway, id) => {
      await deploy(gateway, id, workModel);
      await start(gateway, id, {
        text: 'ä',
        list: [1, 2],
        nothing: null,
        nested: { a: { b: true } },
        num: 1.25,
      });
      return [await activate(gateway, id), await activate(gateway, id, NO_WAIT)];
    },
  },
  {
    name: 'activate: only some variables',
    run: async (gateway, id) => {
      await deploy(gateway, id, workModel);
      await start(gateway, id, { a: 1, b: 2 });
      return activate(gateway, id, { fetchVariable: ['b', 'nothing'] });
    },
  },
  {
    name: 'activate: at most as many as asked, oldest first',
    run: async (gateway, id) => {
      await deploy(gateway, id, workModel);
      for (const number of [1, 2, 3]) await start(gateway, id, { number });
      return [await activate(gateway, id, { maxJobsToActivate: 2 }), await activate(gateway, id)];
    },
  },
  {
    name: 'activate: a poll that waits gets the job that comes',
    run: async (gateway, id) => {
      await deploy(gateway, id, workModel);
      const waiting = activate(gateway, id);
      await start(gateway, id, { a: 1 });
      return waiting;
    },
  },
  roundTrip('numbers and texts come back as they went in', {
    variables:
      '{"a":9223372036854775807,"b":-9007199254740993,"d":0.1,"e":-0,"f":"\\u00e9\\n\\"","g":{},"h":[],"i":"","j":[1,[2]]}',
  }),
  roundTrip('whole numbers written as fractions, and exponents', {
    variables: '{"b":1.0,"c":1e5,"j":1e-7,"k":1.5e300}',
    differs: 'numbers are written as JavaScript writes them; their values are equal',
  }),
  {
    name: 'stream: only jobs that come after it was opened, and failed ones again',
    run: async (gateway, id) => {
      await deploy(gateway, id, workModel);
      await start(gateway, id, { before: true });
      const stream = gateway.open('StreamActivatedJobs', {
        type: `${id}-work`,
        worker: 's',
        timeout: 60_000,
      });
      const jobs: Fields[] = [];
      stream.on('data', (job: Fields) => jobs.push(job)).on('error', () => undefined);
      const next = async (): Promise<unknown> => jobs.shift() ?? (await once(stream, 'data'), jobs.shift());
      // A stream has no sign of being open; the broker needs a moment to know it.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      await start(gateway, id, { before: false });
      const pushed = (await next()) as Fields;
      const failed = await gateway.call('FailJob', { jobKey: pushed.key, retries: 1 });
      const again = await next();
      stream.cancel();
      return [pushed, failed, again, await activate(gateway, id, NO_WAIT), jobs.length];
    },
  },
];
