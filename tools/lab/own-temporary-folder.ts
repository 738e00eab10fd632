import { chmodSync } from "node:fs";
import { temporaryFolder } from "./folders.ts";

/** Gives the tests of a package a temporary folder of their own, so that nothing of what they make in `tmpdir()` is left when they end. */
export default function ownTemporaryFolder(): void {
  const folder = temporaryFolder("tests");
  // A database in it runs as another user.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
}
