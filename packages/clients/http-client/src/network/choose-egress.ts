import {
  type EgressPolicy,
  openNetwork,
  type OutboundNetwork,
  type TargetKind,
} from '@jobwright/connector-sdk';

/** The rules that hold for what a model names; none do for what the operator names. */
export const chooseEgress = (network: OutboundNetwork, target: TargetKind = 'model'): EgressPolicy =>
  target === 'operator' ? openNetwork.egress : network.egress;
