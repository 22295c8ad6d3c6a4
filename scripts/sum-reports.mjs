/** Adds up vitest's own JSON reports into one closing line. Usage: sum-reports.mjs DIRECTORY SUITE... */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const [directory, ...suites] = process.argv.slice(2);
const sum = { passed: 0, failed: 0, skipped: 0 };
for (const suite of suites) {
  const path = join(directory, `${suite}.json`);
  if (!existsSync(path)) {
    console.log(`The suite "${suite}" left no report.`);
    sum.failed++;
    continue;
  }
  const report = JSON.parse(readFileSync(path, 'utf8'));
  sum.passed += report.numPassedTests;
  sum.failed += report.numFailedTests;
  sum.skipped += report.numPendingTests + report.numTodoTests;
  // A file that broke before its tests began counts as one failure.
  for (const file of report.testResults)
    if (file.status === 'failed' && file.assertionResults.length === 0) sum.failed++;
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;
