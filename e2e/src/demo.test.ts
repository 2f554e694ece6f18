import { connectCamunda8 } from '@jobwright/demo';
import { afterAll, beforeAll } from 'vitest';
import { defineDemo } from './scenarios/demo.ts';
import { connectTarget, type Target } from './testing/target.ts';

let target: Target;

beforeAll(async () => {
  target = await connectTarget();
});
afterAll(() => target.close());

defineDemo(() => connectCamunda8(target.configuration));
