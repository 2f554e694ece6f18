import { isJsonObject } from '@jobwright/json';
import { type Authentication, authenticationInput, urlInput } from '@jobwright/http-client';
import { z } from 'zod';

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/** A credential that several tasks share (Camunda 8.10); it is used instead of the task's own authentication. */
export const sharedCredentialInput = z
  .preprocess(
    (value) => (isBlank(value) ? undefined : value),
    z
      .object(
        {
          authentication: authenticationInput,
          url: z.preprocess((value) => (isBlank(value) ? undefined : value), urlInput.optional()),
        },
        { error: 'Expected a map with an authentication' },
      )
      .optional(),
  )
  .meta({
    title: 'Shared credential',
    documentation: '`{authentication, url}`, shared by several tasks: used instead of those of the task.',
    hidden: true,
  });

/** A credential that several tasks share, or none. */
export type SharedCredential = z.output<typeof sharedCredentialInput>;

/** The authentication that counts: that of the shared credential, where there is one. */
export const chooseAuthentication = (
  credential: SharedCredential,
  own: Authentication | null | undefined,
): Authentication => credential?.authentication ?? own ?? { type: 'noAuth' };

/** A secret that does not change belongs to the machine it was made for. */
const BOUND_TO_URL: readonly unknown[] = ['basic', 'bearer', 'apiKey'];

/**
 * For `z.preprocess`: the URL of a shared credential stands in for one that is left out. A credential that is bound to its
 * URL refuses another. `within` names the variable that holds `url`; default: it is a variable itself.
 */
export function createCredentialMerge({ within }: { readonly within?: string } = {}) {
  return (variables: unknown, context: z.core.$RefinementCtx): unknown => {
    if (!isJsonObject(variables)) return variables;
    const credential = variables['authenticationConfiguration'];
    const holder = within === undefined ? variables : variables[within];
    if (!isJsonObject(credential) || !isJsonObject(holder)) return variables;
    const { url, authentication } = credential;
    if (url === undefined || isBlank(url)) return variables;
    if (isBlank(holder['url'])) {
      const filled = { ...holder, url };
      return within === undefined ? filled : { ...variables, [within]: filled };
    }
    if (isJsonObject(authentication) && BOUND_TO_URL.includes(authentication['type'])) {
      const message = 'The shared credential brings the URL it is for; leave this empty';
      const path = within === undefined ? ['url'] : [within, 'url'];
      context.addIssue({ code: 'custom', path, message, input: undefined });
    }
    return variables;
  };
}
