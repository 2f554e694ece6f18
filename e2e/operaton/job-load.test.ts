import { inject } from 'vitest';
import { defineCommandDrain } from '../src/scenarios/command-drain.ts';
import { defineJobLoad } from '../src/scenarios/job-load.ts';
import { connectCamunda7World } from './testing/camunda7-world.ts';
import { createCamunda7LoadWorld } from './testing/camunda7-load-world.ts';

const world = createCamunda7LoadWorld(connectCamunda7World(inject('engineUrl')));

defineJobLoad(() => world, { waiting: 200, large: 4 });
defineCommandDrain(() => world);
