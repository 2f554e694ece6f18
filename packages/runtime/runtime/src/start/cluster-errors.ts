/**
 * The settings of the cluster are incomplete, contradict each other, or name a file that cannot be read. The
 * message says what to set.
 */
export class ClusterSettingsError extends Error {
  override readonly name = 'ClusterSettingsError';
}

/**
 * The cluster did not answer in time. The message says what to check: its address, the authentication, or the
 * cluster itself.
 */
export class ClusterUnreachableError extends Error {
  override readonly name = 'ClusterUnreachableError';
}
