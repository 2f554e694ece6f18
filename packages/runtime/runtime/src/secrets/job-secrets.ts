import type { ActivatedJob } from '../job.ts';
import type { JobObservation } from '../observe/job-observer.ts';
import { createMask, type Mask } from './mask.ts';
import { type SecretLookup, secretNotFound, secretsUnavailable } from './replace-secrets.ts';
import type { SecretProvider } from './secret-provider.ts';

/** Where secrets come from, and which connectors may use which. */
export interface SecretPolicy {
  readonly provider: SecretProvider;
  /** Job type to the names its connector may use. A type that is not listed may use all. */
  readonly allowed?: Readonly<Record<string, readonly string[]>>;
  /**
   * `model`: a name counts only where it stands literally in the deployed model. `any`: also where data
   * contains it. Default `model`.
   */
  readonly scope?: SecretScope;
  /**
   * Texts that are hidden like secrets of the provider: those that an engine has put into variables. Default:
   * none.
   */
  readonly hidden?: () => Iterable<string>;
}

/** Where a job may name secrets: literally in the deployed model, or also in data. */
export type SecretScope = 'model' | 'any';

/** The secrets of one job: the lookup, and the mask that hides what was looked up. */
export interface JobSecrets {
  readonly lookup: SecretLookup;
  readonly mask: Mask;
}

export interface JobSecretsOptions {
  readonly policy: SecretPolicy;
  readonly observation: Required<JobObservation>;
  /** Called with the name of a secret that is too short to be hidden within other text. */
  readonly onShort: (name: string) => void;
}

export function createJobSecrets(
  job: ActivatedJob,
  { policy, observation, onShort }: JobSecretsOptions,
): JobSecrets {
  const mask = createMask();
  for (const text of policy.hidden?.() ?? []) mask.hide(text);
  const allowed = policy.allowed?.[job.type];
  return {
    mask,
    async lookup(name) {
      if (allowed !== undefined && !allowed.includes(name)) {
        observation.secret(name, 'refused');
        throw secretNotFound(
          name,
          `is not allowed for ${job.type}: add it to the connector's allow-list of secrets`,
        );
      }
      const value = await fetchSecret(name, job, policy.provider).catch((error: unknown) => {
        observation.secret(name, 'failed');
        throw error;
      });
      observation.secret(name, value === undefined ? 'missing' : 'found');
      if (value === undefined) {
        throw secretNotFound(name, 'is not available: define it in a source of secrets of the runtime');
      }
      if (mask.hide(value) === 'tooShort') onShort(name);
      return value;
    },
  };
}

async function fetchSecret(
  name: string,
  job: ActivatedJob,
  provider: SecretProvider,
): Promise<string | undefined> {
  try {
    const { tenantId, bpmnProcessId, physicalTenantId } = job;
    return await provider.getSecret(name, {
      tenantId,
      bpmnProcessId,
      ...(physicalTenantId !== undefined && { physicalTenantId }),
    });
  } catch (error) {
    throw secretsUnavailable(name, error);
  }
}
