export default {
  testEnvironment: 'node',
  transform: {},
  setupFilesAfterEnv: ['@jobwright/process-testing/jest'],
  reporters: ['default', ['@jobwright/process-testing/jest-coverage', { threshold: 70 }]],
};
