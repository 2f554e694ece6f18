import { ClusterSettingsError } from '@jobwright/runtime';

/** The topics in which the tasks of a job type come: one, or several. */
export type Topics = Readonly<Record<string, string | readonly string[]>>;

/** Which topics belong to which job type. */
export interface TopicTable {
  topicsOf(jobType: string): readonly string[];
  jobTypeOf(topic: string): string | undefined;
}

/**
 * A job type that `topics` does not name has the topic of the same name.
 * @throws ClusterSettingsError when it names a job type without a connector, or a topic belongs to two
 */
export function createTopicTable(jobTypes: readonly string[], topics: Topics = {}): TopicTable {
  const unknown = Object.keys(topics).filter((jobType) => !jobTypes.includes(jobType));
  if (unknown.length > 0)
    throw new ClusterSettingsError(
      `\`topics\` names ${unknown.join(', ')}, for which there is no connector: it has the job types ${jobTypes.join(', ')}`,
    );
  const byJobType = new Map<string, readonly string[]>();
  const byTopic = new Map<string, string>();
  for (const jobType of jobTypes) {
    const names = [...new Set([topics[jobType] ?? jobType].flat())];
    if (names.length === 0) throw new ClusterSettingsError(`\`topics\` has no topic for ${jobType}`);
    byJobType.set(jobType, names);
    for (const name of names) {
      const other = byTopic.get(name);
      if (other !== undefined)
        throw new ClusterSettingsError(
          `The topic ${name} belongs to both ${other} and ${jobType}: each task can go to one connector only`,
        );
      byTopic.set(name, jobType);
    }
  }
  return {
    topicsOf: (jobType) => byJobType.get(jobType) ?? [],
    jobTypeOf: (topic) => byTopic.get(topic),
  };
}
