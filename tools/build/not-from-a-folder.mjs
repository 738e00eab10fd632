/** Stops `npm publish` in a package's folder, which would publish `workspace:*` and an old build. */
process.stderr.write(
  "Do not publish from a package's folder. Merge the version pull request; for a first release, run `pnpm release:publish` (CONTRIBUTING.md).\n",
);
process.exitCode = 1;
