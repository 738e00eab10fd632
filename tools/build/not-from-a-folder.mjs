/** Runs before somebody publishes from the folder of a package, which would publish `workspace:*` and whatever was built last. */
process.stderr.write(
  "Packages are not published from their folders. A release is a merged version pull request; a first one by hand is `pnpm release:publish` (CONTRIBUTING.md).\n",
);
process.exitCode = 1;
