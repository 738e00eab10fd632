/** Adds up the test reports of every package below the current folder. The last line reads `N passed, N failed`. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const rooms = ["packages", "apps"];

const results = packagesWithTests().map((folder) => ({ folder, ...readReport(folder) }));
for (const { folder, complaint } of results) if (complaint) print(`${folder}: ${complaint}`);

const passed = sum(results.map((result) => result.passed));
const failed = sum(results.map((result) => result.failed));
print(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;

/** Folders of the packages that say how they are tested. */
function packagesWithTests() {
  const folders = rooms.filter(existsSync).flatMap((room) => readdirSync(room).map((name) => `${room}/${name}`));
  const tested = ["spec", ...folders].filter((folder) => {
    const file = join(folder, "package.json");
    return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).scripts?.test !== undefined;
  });
  return existsSync(".ci/house") ? [".", ...tested] : tested;
}

/** What a report says; a report that is missing or broken, or a run that failed outside of its tests, is one failure. */
function readReport(folder) {
  let report;
  try {
    report = JSON.parse(readFileSync(join(folder, ".vitest/report.json"), "utf8"));
  } catch (error) {
    const complaint = error.code === "ENOENT" ? "no test report, its tests have not run." : "the test report cannot be read.";
    return { passed: 0, failed: 1, complaint };
  }
  const { numPassedTests: passed, numFailedTests: failed, success } = report;
  if (!Number.isInteger(passed) || !Number.isInteger(failed)) return { passed: 0, failed: 1, complaint: "the test report has no totals." };
  if (failed > 0) return { passed, failed, complaint: failedTests(report) };
  if (!success) return { passed, failed: 1, complaint: "the run failed outside of its tests." };
  return { passed, failed };
}

function failedTests(report) {
  const names = report.testResults.flatMap((file) => file.assertionResults.filter((test) => test.status === "failed"));
  return ["failed", ...names.map((test) => `  ${test.fullName}`)].join("\n");
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0);
}

function print(line) {
  process.stdout.write(`${line}\n`);
}
