export { DATA_ENTRY } from './check-manifest.ts';
export { findOfficialParts, type OfficialTemplates, readOfficialTemplates } from './official-templates.ts';
export { findPublicPackages, isIndependent, type PublicPackage } from './public-package.ts';
export { readFilesBelow } from './read-files-below.ts';
