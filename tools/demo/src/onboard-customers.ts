import { join } from 'node:path';
import { untilAborted } from '@jobwright/concurrency';
import { toErrorMessage } from '@jobwright/concurrency/errors';
import { documentReference } from '@jobwright/connector-sdk';
import { findDocumentPath } from '@jobwright/runtime';
import { z } from 'zod';
import type { Customer } from './customers.ts';
import type { DemoEngine, OnboardingVariables } from './demo-engine.ts';

/** How the onboarding of one customer ended. */
export type Onboarding =
  | { readonly customerId: string; readonly outcome: 'welcomed'; readonly letter: string }
  | { readonly customerId: string; readonly outcome: 'unknown to the CRM' }
  | { readonly customerId: string; readonly outcome: 'failed'; readonly reason: string };

export interface OnboardOptions {
  readonly engine: DemoEngine;
  readonly customers: readonly Customer[];
  readonly documentsFolder: string;
  /** Ends it, with the reason. */
  readonly signal: AbortSignal;
  readonly variables: Omit<OnboardingVariables, 'customerId'>;
  readonly onProgress: (line: string) => void;
}

const AT_A_TIME = 8;

const result = z.object({
  customerUnknown: z.boolean().optional(),
  letter: z.object({ document: documentReference, fileName: z.string() }).optional(),
});

/** Deploys the process and runs one instance for each customer. */
export async function onboardCustomers(options: OnboardOptions): Promise<readonly Onboarding[]> {
  const { engine, customers, onProgress } = options;
  await engine.deployProcess();
  const onboardings: Onboarding[] = [];
  const waiting = customers.values();
  const lane = async (): Promise<void> => {
    for (const customer of waiting) {
      if (options.signal.aborted) return;
      const onboarding = await onboard(customer, options);
      if (options.signal.aborted) return;
      onboardings.push(onboarding);
      onProgress(`${onboardings.length}/${customers.length} ${customer.companyName}: ${onboarding.outcome}`);
    }
  };
  await untilAborted(Promise.all(Array.from({ length: AT_A_TIME }, lane)), options.signal);
  return onboardings;
}

async function onboard({ customerId }: Customer, options: OnboardOptions): Promise<Onboarding> {
  try {
    const variables = await options.engine.runInstance({ customerId, ...options.variables });
    const { customerUnknown, letter } = result.parse(variables);
    if (customerUnknown === true) return { customerId, outcome: 'unknown to the CRM' };
    const folder = letter && findDocumentPath(options.documentsFolder, letter.document);
    if (folder === undefined)
      return { customerId, outcome: 'failed', reason: 'The process ended without a letter' };
    return { customerId, outcome: 'welcomed', letter: join(folder, letter?.fileName ?? '') };
  } catch (error) {
    return { customerId, outcome: 'failed', reason: toErrorMessage(error) };
  }
}
