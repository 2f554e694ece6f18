import { inject } from 'vitest';
import { defineJobErrors } from '../src/scenarios/job-errors.ts';
import { defineJobLocks } from '../src/scenarios/job-locks.ts';
import { defineJobOutcomes } from '../src/scenarios/job-outcomes.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';

const world = connectCamunda7World(inject('engineUrl'));

defineJobOutcomes(() => world);
defineJobErrors(() => world);
defineJobLocks(() => world);
