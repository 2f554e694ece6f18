import { expect, it } from 'vitest';
import { validateTemplate } from './validate-template.ts';

it('tells what Camunda would refuse', () => {
  expect(validateTemplate({ id: 'acme.greet' }).join()).toMatch(/name|appliesTo|properties/);
});
