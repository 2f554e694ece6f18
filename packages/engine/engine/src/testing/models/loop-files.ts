import {
  definitions,
  element,
  end,
  extensions,
  flows,
  ioMapping,
  message,
  process,
  repeated,
  start,
  subProcess,
  task,
} from '../../core/testing/bpmn.ts';
import { call, gateway, receive } from './model-parts.ts';

export const letters = definitions(
  process('letters', start(), task('write', { type: 'write-letter' }), end(), flows('start > write > end')),
);
export const bucket = definitions(
  process(
    'bucket',
    start(),
    task('load', { type: 'load-bucket' }),
    repeated(call('letter', 'letters', { isolated: true }), { items: '=addresses', item: 'address' }),
    end(),
    flows('start > load > letter > end'),
  ),
);
export const campaign = definitions(
  process(
    'campaign',
    start(),
    task('split', { type: 'split' }),
    repeated(call('run', 'bucket', { isolated: true, inputs: [['="not needed"', 'buckets']] }), {
      items: '=buckets',
      item: 'bucketId',
      sequential: true,
    }),
    end(),
    flows('start > split > run > end'),
  ),
);
export const hugeCampaign = definitions(
  message('ready', 'bucket-ready', '=bucketId'),
  process(
    'huge',
    start(),
    task('split', { type: 'split' }),
    repeated(
      subProcess(
        'bucket',
        extensions(ioMapping([['="not needed"', 'buckets']])),
        start('in'),
        task('launch', { tag: 'sendTask' }),
        receive('result', 'ready'),
        end('out'),
        flows('in > launch > result > out'),
      ),
      { items: '=buckets', item: 'bucketId' },
    ),
    end(),
    flows('start > split > bucket > end'),
  ),
);
export const extreme = definitions(
  process(
    'extreme',
    start(),
    task('generate'),
    repeated(
      subProcess(
        'outer',
        start('outerStart'),
        task('generateInner'),
        repeated(
          subProcess(
            'inner',
            start('innerStart'),
            task('log'),
            end('innerEnd'),
            flows('innerStart > log > innerEnd'),
          ),
          { items: '=inners', item: 'inner' },
        ),
        end('outerEnd'),
        flows('outerStart > generateInner > inner > outerEnd'),
      ),
      { items: '=outers', item: 'outer', sequential: true },
    ),
    end(),
    flows('start > generate > outer > end'),
  ),
);
export const nestedLoops = definitions(
  process(
    'nestedLoops',
    start(),
    repeated(task('flat'), {
      items: '=["a","b"]',
      item: 'item',
      sequential: true,
      output: ['flats', '=item + string(loopCounter)'],
    }),
    repeated(
      subProcess(
        'groups',
        start('in'),
        repeated(task('nested'), {
          items: '=["x","y","z"]',
          item: 'item',
          sequential: true,
          output: ['names', '=group + item'],
        }),
        end('out'),
        flows('in > nested > out'),
      ),
      { items: '=["g1","g2"]', item: 'group', sequential: true, output: ['all', '=names'] },
    ),
    end(),
    flows('start > flat > groups > end'),
  ),
);
export const named = definitions(
  process(
    'named',
    start(),
    repeated(
      subProcess(
        'clean',
        start('in'),
        repeated(call('each', '=which', { inputs: [['="clean"', 'case']] }), {
          items: '=["p1","p2"]',
          item: 'position',
          sequential: true,
        }),
        end('out'),
        flows('in > each > out'),
      ),
      { items: '=["c1","c2"]', item: 'group', sequential: true },
    ),
    end(),
    flows('start > clean > end'),
  ),
);
export const counting = definitions(
  process(
    'counting',
    element('startEvent', 'begin', { body: extensions(ioMapping([], [['= 0', 'count']])) }),
    task('step', { retries: '1', outputs: [['= count + 1', 'count']] }),
    gateway('exclusive', 'more', 'end'),
    end(),
    flows('begin > step > more > end', 'more > step : = count != total'),
  ),
);
export const votes = definitions(
  process(
    'votes',
    start(),
    repeated(task('vote'), {
      items: '=voters',
      item: 'voter',
      output: ['results', '=agrees'],
      until: '=count(results[item = true]) >= 2',
    }),
    end(),
    flows('start > vote > end'),
  ),
);
