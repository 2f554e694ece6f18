import { readFile } from 'node:fs/promises';

/** The BPMN of the process `customer-onboarding`, ready to deploy. */
export function readOnboardingProcess(): Promise<string> {
  return readFile(new URL('../processes/customer-onboarding.bpmn', import.meta.url), 'utf8');
}
