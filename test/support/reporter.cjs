// Mocha's spec reporter that also leaves its figures behind: a JSON file named by $TAGOUT_RESULT.
// CommonJS, because mocha loads reporters by require.
'use strict';
const { writeFileSync } = require('node:fs');
const { reporters } = require('mocha');

module.exports = class extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    const passes = [];
    const failures = [];
    runner.on('pass', (test) => passes.push(test.fullTitle()));
    runner.on('fail', (test, error) => {
      const message = String(error?.message ?? error);
      failures.push({ title: test.fullTitle(), message });
      // At once, because a run that is ended at its limit never gets to its summary.
      console.log(message.replace(/^/gm, '      | '));
    });
    runner.on('retry', (test, error) => console.log(`      tried again: ${test.fullTitle()}\n${String(error?.message ?? error).replace(/^/gm, '      | ')}`));
    runner.once('end', () => {
      if (process.env.TAGOUT_RESULT) writeFileSync(process.env.TAGOUT_RESULT, JSON.stringify({ passes, failures }));
    });
  }
};
