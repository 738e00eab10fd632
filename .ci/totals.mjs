/** Adds up the test reports of every package below a folder. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { lines, success } = totals(".");
  process.stdout.write(`${lines.join("\n")}\n`);
  process.exitCode = success ? 0 : 1;
}

/** What the reports say together. The last line reads `N passed, N failed`. */
export function totals(root) {
  const reports = packagesWithTests(root).map((folder) => ({ folder, ...readReport(join(root, folder)) }));
  const complaints = reports.flatMap(({ folder, complaint }) => (complaint ? `${folder}: ${complaint}`.split("\n") : []));
  const passed = sum(reports.map((report) => report.passed));
  const failed = sum(reports.map((report) => report.failed));
  return { lines: [...complaints, `${passed} passed, ${failed} failed`], success: failed === 0 && passed > 0 };
}

/** Folders of the packages that say how they are tested. */
function packagesWithTests(root) {
  const groups = ["packages", "apps", "tools"].filter((group) => existsSync(join(root, group)));
  const folders = groups.flatMap((group) => readdirSync(join(root, group)).map((name) => `${group}/${name}`));
  const tested = ["spec", ...folders].filter((folder) => {
    const file = join(root, folder, "package.json");
    return existsSync(file) && JSON.parse(readFileSync(file, "utf8")).scripts?.test !== undefined;
  });
  return existsSync(join(root, ".ci/repo-rules")) ? [".", ...tested] : tested;
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
