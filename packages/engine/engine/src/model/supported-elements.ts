/**
 * What the engine executes, or may ignore without changing the process. Everything else is refused at
 * deployment.
 */
export interface SupportedElement {
  /** Properties that are read, or that have no effect on execution. */
  readonly properties: readonly string[];
  /** Zeebe extension elements that are read, or that have no effect on execution. */
  readonly extensions: readonly string[];
}

const ANY = [
  'id',
  'name',
  'documentation',
  'extensionElements',
  'auditing',
  'monitoring',
  'categoryValueRef',
];
const TEMPLATE = ['modelerTemplate', 'modelerTemplateVersion', 'modelerTemplateIcon'];
const NODE = [...ANY, ...TEMPLATE, 'incoming', 'outgoing', 'lanes', 'isForCompensation'];
/** Data associations and resources only document a model; a job worker never sees them. */
const DATA = [
  'properties',
  'ioSpecification',
  'dataInputAssociations',
  'dataOutputAssociations',
  'resources',
];
const EVENT_DATA = ['dataInputs', 'dataOutputs', 'inputSet', 'outputSet'];
const ACTIVITY = [...NODE, ...DATA, 'default', 'startQuantity', 'completionQuantity', 'loopCharacteristics'];
const EVENT = [...NODE, ...DATA, ...EVENT_DATA, 'eventDefinitions', 'parallelMultiple'];
const CONTAINER = ['laneSets', 'flowElements', 'artifacts'];
const JOB = [...ACTIVITY, 'implementation', 'operationRef', 'messageRef'];
const LISTENERS = ['zeebe:ExecutionListeners'];
const IO = ['zeebe:IoMapping', 'zeebe:Properties', ...LISTENERS];
const JOB_EXTENSIONS = [
  ...IO,
  'zeebe:TaskDefinition',
  'zeebe:TaskHeaders',
  'zeebe:LinkedResources',
  'zeebe:JobPriorityDefinition',
];

const task: SupportedElement = { properties: ACTIVITY, extensions: IO };
const jobTask: SupportedElement = { properties: JOB, extensions: JOB_EXTENSIONS };
const gateway: SupportedElement = {
  properties: [...NODE, 'gatewayDirection', 'default'],
  extensions: ['zeebe:Properties', ...LISTENERS],
};

export const PROCESS: SupportedElement = {
  properties: [
    ...ANY,
    ...TEMPLATE,
    ...CONTAINER,
    'isExecutable',
    'isClosed',
    'processType',
    'properties',
    'ioSpecification',
    'definitionalCollaborationRef',
    'resources',
  ],
  extensions: [
    'zeebe:Properties',
    'zeebe:VersionTag',
    'zeebe:UserTaskForm',
    'zeebe:JobPriorityDefinition',
    ...LISTENERS,
  ],
};

export const SUPPORTED: Readonly<Record<string, SupportedElement>> = {
  'bpmn:Process': PROCESS,
  'bpmn:StartEvent': {
    properties: [...EVENT, 'isInterrupting'],
    extensions: [...IO, 'zeebe:FormDefinition'],
  },
  'bpmn:EndEvent': { properties: EVENT, extensions: JOB_EXTENSIONS },
  'bpmn:IntermediateThrowEvent': { properties: EVENT, extensions: JOB_EXTENSIONS },
  'bpmn:IntermediateCatchEvent': { properties: EVENT, extensions: IO },
  'bpmn:BoundaryEvent': { properties: [...EVENT, 'attachedToRef', 'cancelActivity'], extensions: IO },
  'bpmn:Task': task,
  'bpmn:ManualTask': task,
  'bpmn:ServiceTask': { ...jobTask, extensions: [...JOB_EXTENSIONS, 'zeebe:AgentDefinition'] },
  'bpmn:SendTask': jobTask,
  'bpmn:BusinessRuleTask': { properties: JOB, extensions: [...JOB_EXTENSIONS, 'zeebe:CalledDecision'] },
  'bpmn:UserTask': {
    properties: [...ACTIVITY, 'implementation', 'renderings'],
    extensions: [
      ...IO,
      'zeebe:TaskHeaders',
      'zeebe:TaskDefinition',
      'zeebe:UserTask',
      'zeebe:AssignmentDefinition',
      'zeebe:TaskSchedule',
      'zeebe:FormDefinition',
      'zeebe:PriorityDefinition',
      'zeebe:TaskListeners',
    ],
  },
  'bpmn:ScriptTask': {
    properties: [...ACTIVITY, 'scriptFormat', 'script'],
    extensions: [...JOB_EXTENSIONS, 'zeebe:Script'],
  },
  'bpmn:CallActivity': {
    properties: [...ACTIVITY, 'calledElement'],
    extensions: [...IO, 'zeebe:CalledElement', 'zeebe:TaskDefinition'],
  },
  'bpmn:ReceiveTask': {
    properties: [...ACTIVITY, 'implementation', 'operationRef', 'messageRef', 'instantiate'],
    extensions: IO,
  },
  'bpmn:SubProcess': { properties: [...ACTIVITY, ...CONTAINER, 'triggeredByEvent'], extensions: IO },
  'bpmn:AdHocSubProcess': {
    properties: [
      ...ACTIVITY,
      ...CONTAINER,
      'triggeredByEvent',
      'completionCondition',
      'ordering',
      'cancelRemainingInstances',
    ],
    extensions: [...JOB_EXTENSIONS, 'zeebe:AdHoc', 'zeebe:AgentDefinition'],
  },
  'bpmn:ExclusiveGateway': gateway,
  'bpmn:InclusiveGateway': gateway,
  'bpmn:EventBasedGateway': {
    ...gateway,
    properties: [...NODE, 'gatewayDirection', 'instantiate', 'eventGatewayType'],
  },
  'bpmn:ParallelGateway': { ...gateway, properties: [...NODE, 'gatewayDirection'] },
  'bpmn:SequenceFlow': {
    properties: [...ANY, ...TEMPLATE, 'sourceRef', 'targetRef', 'conditionExpression', 'isImmediate'],
    extensions: ['zeebe:Properties'],
  },
};

/** Parts of a model that never execute. */
export const DOCUMENTATION = new Set([
  'bpmn:DataObject',
  'bpmn:DataObjectReference',
  'bpmn:DataStoreReference',
  'bpmn:TextAnnotation',
  'bpmn:Association',
  'bpmn:Group',
]);

/** The one event definition an event may have; `none` stands for having none. */
export const EVENT_DEFINITIONS: Readonly<Record<string, readonly string[]>> = {
  'bpmn:StartEvent': [
    'none',
    'bpmn:MessageEventDefinition',
    'bpmn:ConditionalEventDefinition',
    'bpmn:TimerEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:ErrorEventDefinition',
    'bpmn:EscalationEventDefinition',
  ],
  'bpmn:EndEvent': [
    'none',
    'bpmn:ErrorEventDefinition',
    'bpmn:TerminateEventDefinition',
    'bpmn:MessageEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:EscalationEventDefinition',
    'bpmn:CompensateEventDefinition',
  ],
  'bpmn:IntermediateThrowEvent': [
    'none',
    'bpmn:MessageEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:EscalationEventDefinition',
    'bpmn:LinkEventDefinition',
    'bpmn:CompensateEventDefinition',
  ],
  'bpmn:IntermediateCatchEvent': [
    'bpmn:TimerEventDefinition',
    'bpmn:ConditionalEventDefinition',
    'bpmn:MessageEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:LinkEventDefinition',
  ],
  'bpmn:BoundaryEvent': [
    'bpmn:ErrorEventDefinition',
    'bpmn:ConditionalEventDefinition',
    'bpmn:TimerEventDefinition',
    'bpmn:MessageEventDefinition',
    'bpmn:SignalEventDefinition',
    'bpmn:EscalationEventDefinition',
    'bpmn:CompensateEventDefinition',
  ],
};

/** What the message says of a part that this engine refuses and a broker may accept. */
export const UNSUPPORTED = 'is not supported by this development engine';

/** Advice for what is most often refused. */
export const ADVICE: Readonly<Record<string, string>> = {
  'bpmn:StandardLoopCharacteristics': 'loop with an exclusive gateway',
};
export const DEFAULT_ADVICE = 'take it out, or run the process on a Camunda 8 cluster';
