export interface ReleaseFacts {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** What `git status --porcelain` prints. */
  readonly changes: string;
}

/**
 * Why packages cannot be published from here, `undefined` when they can. To be asked before anything is
 * changed: a release that cannot be published must leave no commit and no tag. npm signs where a package was
 * built with the identity that GitHub and GitLab give to a job, and nowhere else.
 */
export function findObstacle({ environment, changes }: ReleaseFacts): string | undefined {
  if (changes !== '') return 'The working tree has changes: commit them first';
  if (environment['GITHUB_ACTIONS'] !== undefined) {
    const hasIdentity = environment['ACTIONS_ID_TOKEN_REQUEST_URL'] !== undefined;
    return hasIdentity ? undefined : 'The job has no identity: give it the permission id-token: write';
  }
  if (environment['GITLAB_CI'] !== undefined) {
    const hasIdentity = environment['SIGSTORE_ID_TOKEN'] !== undefined;
    return hasIdentity ? undefined : 'The job has no identity: give it an id_token SIGSTORE_ID_TOKEN';
  }
  return 'Packages are published with provenance, which npm makes on GitHub and GitLab only: run the workflow "release"';
}
