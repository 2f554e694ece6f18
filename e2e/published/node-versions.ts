/** The oldest supported Node, and the newest of each later line. */
export const nodeVersions = ['20.19.0', '22', '24'] as const;

export const oldestNode = nodeVersions[0];
export const newestNode = '24';
