import { readFile } from 'node:fs/promises';

const files = {
  camunda8: 'customer-onboarding.bpmn',
  camunda7: 'customer-onboarding-camunda7.bpmn',
} as const;

/** The BPMN of the process `customer-onboarding`, ready to deploy. */
export function readOnboardingProcess(platform: keyof typeof files): Promise<string> {
  return readFile(new URL(`../processes/${files[platform]}`, import.meta.url), 'utf8');
}
