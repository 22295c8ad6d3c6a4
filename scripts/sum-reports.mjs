/** Names what failed in vitest's own JSON reports and adds them up into one closing line. Usage: sum-reports.mjs DIRECTORY SUITE... */
import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

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
  for (const file of report.testResults) nameFailures(suite, file);
}
console.log(`${sum.passed} passed, ${sum.failed} failed, ${sum.skipped} skipped`);
process.exitCode = sum.failed > 0 ? 1 : 0;

/** Says again at the end what would otherwise be read only far above. */
function nameFailures(suite, file) {
  if (file.status !== 'failed') return;
  const name = `Failed: ${suite}: ${relative('.', file.name)}`;
  const failures = file.assertionResults.filter((test) => test.status === 'failed');
  for (const test of failures) console.log(`${name}: ${test.fullName}\n${test.failureMessages.join('\n')}`);
  if (failures.length > 0) return;
  // A file that broke outside of its tests counts as one failure.
  sum.failed++;
  console.log(`${name}\n${file.message}`);
}
