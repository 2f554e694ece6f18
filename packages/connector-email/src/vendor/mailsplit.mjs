// Gives a name to what a CommonJS package exports.
export { Splitter } from '@zone-eu/mailsplit';
