import { z } from 'zod';

const name = z.string().min(1, 'must not be empty');

/** Whether a selector has at least one member; an empty one would match everything. */
const isGiven = (selector: object): boolean => Object.keys(selector).length > 0;

/** Identifies a process definition. */
export const processDefinitionSelector = z.strictObject({ processDefinitionId: name });

/** Identifies a process instance by the id of its process. */
export const processInstanceSelector = z.strictObject({ processDefinitionId: name });

/** Identifies an element of a model. */
export const elementSelector = z
  .strictObject({ elementId: name.exactOptional(), elementName: name.exactOptional() })
  .refine(isGiven, 'give elementId or elementName');

/** Identifies a job; all that is given must match. */
export const jobSelector = z
  .strictObject({
    jobType: name.exactOptional(),
    elementId: name.exactOptional(),
    processDefinitionId: name.exactOptional(),
  })
  .refine(isGiven, 'give at least one of jobType, elementId and processDefinitionId');

/** Identifies a user task; all that is given must match. */
export const userTaskSelector = z
  .strictObject({
    elementId: name.exactOptional(),
    taskName: name.exactOptional(),
    processDefinitionId: name.exactOptional(),
  })
  .refine(isGiven, 'give at least one of elementId, taskName and processDefinitionId');

/** Identifies an incident; all that is given must match. */
export const incidentSelector = z
  .strictObject({ elementId: name.exactOptional(), processDefinitionId: name.exactOptional() })
  .refine(isGiven, 'give elementId or processDefinitionId');

/** Identifies the evaluation of a decision; all that is given must match. */
export const decisionSelector = z
  .strictObject({
    decisionDefinitionId: name.exactOptional(),
    decisionDefinitionName: name.exactOptional(),
  })
  .refine(isGiven, 'give decisionDefinitionId or decisionDefinitionName');

/** Identifies a decision that is deployed. */
export const decisionDefinitionSelector = z.strictObject({ decisionDefinitionId: name });

/** Identifies a message; without a correlation key any of that name. */
export const messageSelector = z.strictObject({
  messageName: name,
  correlationKey: z.string().exactOptional(),
});

export type ProcessInstanceSelector = z.infer<typeof processInstanceSelector>;
export type ElementSelector = z.infer<typeof elementSelector>;
export type JobSelector = z.infer<typeof jobSelector>;
export type UserTaskSelector = z.infer<typeof userTaskSelector>;
export type IncidentSelector = z.infer<typeof incidentSelector>;
export type DecisionSelector = z.infer<typeof decisionSelector>;
