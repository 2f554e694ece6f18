import {
  type EgressPolicy,
  openNetwork,
  type OutboundNetwork,
  type TargetKind,
} from '@jobwright/connector-sdk';

/**
 * The egress rules for a target: those of the network for targets of a model, none for those of the operator.
 */
export const chooseEgress = (network: OutboundNetwork, target: TargetKind = 'model'): EgressPolicy =>
  target === 'operator' ? openNetwork.egress : network.egress;
