import { afterAll, beforeAll } from 'vitest';
import { defineCommandDrain } from './scenarios/command-drain.ts';
import { createLoadWorld } from './testing/load-world.ts';
import { connectTarget, type Target } from './testing/target.ts';

let target: Target;

beforeAll(async () => {
  target = await connectTarget();
});
afterAll(() => target.close());

defineCommandDrain(() => createLoadWorld(() => target));
