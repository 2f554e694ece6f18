import type { SupportArea } from '../support-row.ts';

export const resourceRows: SupportArea = {
  area: 'other resources',
  rows: [
    {
      what: 'forms: versions, bindings, incidents',
      covers: [],
      test: { file: 'src/core/deployment/forms.test.ts', title: 'uses the form of %s' },
    },
    {
      what: 'RPA scripts and any other files',
      covers: [],
      test: {
        file: 'src/core/deployment/linked-resources.test.ts',
        title: 'that is an RPA script has its id and version from its content',
      },
    },
    {
      what: 'linked resources of jobs',
      covers: ['zeebe:LinkedResources'],
      test: {
        file: 'src/core/deployment/linked-resources.test.ts',
        title: 'tells its worker their keys',
      },
    },
    {
      what: 'deletion; running instances go on, start events of the version before wait again',
      covers: [],
      test: { file: 'src/core/deployment/delete-resource.test.ts', title: 'a deleted process' },
    },
  ],
};
