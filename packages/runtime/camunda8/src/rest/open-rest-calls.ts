import type { OutboundNetwork } from '@jobwright/connector-sdk';
import { type ClusterCredentials, createJobHttp, createRestRequests } from '@jobwright/runtime/cluster';
import type { ClusterCalls } from '../cluster/cluster-calls.ts';
import type { DeploymentRequest } from '../cluster/cluster-client.ts';
import type { ClusterSettings } from '../cluster/cluster-settings.ts';
import { encodeBody } from './encode-body.ts';
import { findRestBase } from './find-rest-base.ts';
import { readAnswer } from './read-answer.ts';
import { restDeployment, restTopology } from './rest-answers.ts';
import { createRestJobCalls } from './rest-job-calls.ts';

type RestSettings = Pick<ClusterSettings, 'restAddress' | 'tls' | 'userAgent' | 'physicalTenantId'>;

/** Opens the calls of a cluster over REST; nothing is sent yet. No connection of gRPC is ever opened. */
export function openRestCalls(
  { restAddress: address, tls, userAgent, physicalTenantId }: RestSettings,
  {
    credentials,
    network,
  }: { readonly credentials: ClusterCredentials; readonly network: OutboundNetwork | undefined },
): ClusterCalls {
  const base = findRestBase({ address, physicalTenantId });
  const common = { address: base, credentials, userAgent };
  const polls = createJobHttp({ tls, network });
  const others = createJobHttp({ tls, network });
  const open = createRestRequests({ ...common, http: others });
  return {
    address: address.replace(/\/+$/, ''),
    usesTls: address.startsWith('https:'),
    topology: (bounds) =>
      readAnswer(open, { method: 'GET', path: '/v2/topology' }, { bounds, schema: restTopology }),
    async deploy(deployment, bounds) {
      const encoded = await encodeBody({ form: deploymentForm(deployment) });
      const request = { method: 'POST', path: '/v2/deployments', ...encoded } as const;
      return readAnswer(open, request, { bounds, schema: restDeployment });
    },
    jobs: createRestJobCalls({ polls: createRestRequests({ ...common, http: polls }), calls: open }),
    async close() {
      await Promise.all([polls.close(), others.close()]);
    },
  };
}

function deploymentForm({ resources, tenantId }: DeploymentRequest): FormData {
  const form = new FormData();
  for (const { name, content } of resources)
    form.append('resources', new Blob([new Uint8Array(content)], { type: 'application/octet-stream' }), name);
  if (tenantId !== undefined) form.append('tenantId', tenantId);
  return form;
}
