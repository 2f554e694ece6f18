/** Why a decision has no result. */
export class DecisionFailure extends Error {}
