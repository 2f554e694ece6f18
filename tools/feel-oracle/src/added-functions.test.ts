import { listFunctions } from '@jobwright/feel';
import { expect, test } from 'vitest';
import { readAddedFunctions } from './added-functions.ts';
import { engines } from './engines.ts';

test.each(engines)(
  'ours has what Camunda $broker adds to feel-engine, as it was recorded',
  ({ broker, version }) => {
    const added = readAddedFunctions(broker);
    expect(Object.keys(added)).toContain('cycle');
    expect(listFunctions(version)).toMatchObject(added);
  },
);
