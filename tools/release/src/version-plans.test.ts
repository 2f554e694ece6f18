import { expect, test } from 'vitest';
import { parseVersionPlan, planFollowers } from './version-plans.ts';

const toPlan = (...bumps: string[]) => parseVersionPlan(`---\n${bumps.join('\n')}\n---\n\nA change.\n`);

test('a plan has bumps and a message', () => {
  const plan = parseVersionPlan(
    `---\nplatform: minor\n'@jobwright/connector-email': fix\n---\n\nFirst line.\n\nSecond.\n`,
  );
  expect(plan.message).toBe('First line.\n\nSecond.');
  expect([...plan.bumps]).toEqual([
    ['platform', 'minor'],
    ['@jobwright/connector-email', 'fix'],
  ]);
});

test('what stands on the platform is released with it', () => {
  const followers = ['@jobwright/connector-email', '@jobwright/connector-pdf'];
  const plans = [toPlan('platform: minor'), toPlan(`'@jobwright/connector-email': minor`)];
  const added = planFollowers(plans, followers);
  expect([...parseVersionPlan(added!).bumps]).toEqual([['@jobwright/connector-pdf', 'patch']]);
});

test('a connector is released alone', () => {
  const followers = ['@jobwright/connector-email', '@jobwright/connector-pdf'];
  expect(planFollowers([toPlan(`'@jobwright/connector-email': minor`)], followers)).toBeUndefined();
});
