const { loadGenerators } = require('./load-generators.cjs');

module.exports = async (tree, options) => (await loadGenerators()).operationGenerator(tree, options);
