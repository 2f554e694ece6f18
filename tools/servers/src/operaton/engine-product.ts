/** What differs between the two: their names. */
export interface EngineProduct {
  readonly name: string;
  /** Of the Maven profile, and the prefix of the settings. */
  readonly id: 'operaton' | 'camunda7';
  readonly settingsPrefix: string;
  /** The Java package of the engine. */
  readonly javaPackage: string;
}

export const operaton: EngineProduct = {
  name: 'Operaton',
  id: 'operaton',
  settingsPrefix: 'operaton.bpm',
  javaPackage: 'org.operaton.bpm.engine',
};

export const camunda7: EngineProduct = {
  name: 'Camunda 7',
  id: 'camunda7',
  settingsPrefix: 'camunda.bpm',
  javaPackage: 'org.camunda.bpm.engine',
};
