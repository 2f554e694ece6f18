export { DATA_ENTRY } from './check-manifest.ts';
export { findPublicPackages, type PublicPackage } from './public-package.ts';
