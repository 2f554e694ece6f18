import type { PublicModel } from './public-model.ts';
import {
  letters,
  bucket,
  campaign,
  hugeCampaign,
  extreme,
  nestedLoops,
  named,
  counting,
  votes,
} from './loop-files.ts';

/** Multi-instance activities and other loops. */
export const loopModels: readonly PublicModel[] = [
  {
    after: 'camunda-8-examples: large campaign',
    files: [letters, bucket, campaign],
    start: { process: 'campaign' },
    workers: {
      split: { variables: { buckets: [1, 2] } },
      'load-bucket': { variables: { addresses: ['a', 'b', 'c'] } },
    },
    completes: ['write', 'write', 'write', 'write', 'write', 'write', 'run', 'run', 'run'],
  },
  {
    after: 'camunda-8-examples: huge campaign',
    files: [hugeCampaign],
    start: { process: 'huge' },
    workers: { split: { variables: { buckets: ['b1', 'b2'] } } },
    happenings: [
      { message: 'bucket-ready', key: 'b2' },
      { message: 'bucket-ready', key: 'b1' },
    ],
    completes: ['launch', 'launch', 'result', 'result', 'bucket', 'bucket', 'bucket', 'end'],
  },
  {
    after: 'camunda-8-code-examples: extreme multi-instance',
    files: [extreme],
    start: { process: 'extreme' },
    workers: {
      generate: { variables: { outers: [1, 2] } },
      generateInner: { variables: { inners: [1, 2, 3] } },
    },
    completes: ['log', 'log', 'log', 'log', 'log', 'log', 'inner', 'outer', 'end'],
  },
  {
    after: 'vanillabp-camunda8-adapter: multi-instance',
    files: [nestedLoops],
    start: { process: 'nestedLoops' },
    completes: ['flat', 'flat', 'flat', 'groups', 'groups', 'groups', 'end'],
    variables: {
      flats: ['a1', 'b2'],
      all: [
        ['g1x', 'g1y', 'g1z'],
        ['g2x', 'g2y', 'g2z'],
      ],
    },
  },
  {
    after: 'vanillabp-camunda8-adapter: multi-instance-feel-call',
    files: [letters, named],
    start: { process: 'named', variables: { which: 'letters' } },
    completes: ['write', 'write', 'write', 'write', 'clean', 'end'],
  },
  {
    after: 'zeebe-process-test: looping-servicetask',
    files: [counting],
    start: { process: 'counting', variables: { total: 3 } },
    completes: ['step', 'step', 'step', 'end'],
    variables: { count: 3 },
  },
  {
    after: 'camunda-docs: votes until a majority',
    files: [votes],
    start: { process: 'votes', variables: { voters: ['a', 'b', 'c', 'd'] } },
    workers: { vote: { variables: { agrees: true } } },
    completes: ['vote', 'vote', 'vote', 'end'],
    terminates: ['vote', 'vote'],
    variables: { results: [true, true, null, null] },
  },
];
