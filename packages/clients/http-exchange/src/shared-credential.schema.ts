import { isJsonObject } from '@jobwright/json';
import { type Authentication, authenticationInput, urlInput } from '@jobwright/http-client';
import { z } from 'zod';

const isBlank = (value: unknown): boolean =>
  value === undefined || value === null || (typeof value === 'string' && value.trim() === '');

/**
 * A credential that several tasks share (Camunda 8.10); it is used instead of the task's own authentication.
 */
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

/**
 * The authentication to use: that of the shared credential if there is one, otherwise the task's own.
 * Default: none.
 */
export const chooseAuthentication = (
  credential: SharedCredential,
  own: Authentication | null | undefined,
): Authentication => credential?.authentication ?? own ?? { type: 'noAuth' };

/** Static credentials belong to the server they were created for. */
const BOUND_TO_URL: readonly unknown[] = ['basic', 'bearer', 'apiKey'];

/**
 * For `z.preprocess`: fills in the URL of a shared credential if the task has none, and refuses another URL
 * for a credential that is bound to its own. `within` names the variable that contains `url`. Default: `url`
 * is a variable itself.
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
