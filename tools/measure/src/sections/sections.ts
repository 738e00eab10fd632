import type { Section } from "./bench.ts";
import { bundle } from "./bundle.ts";
import { cpu } from "./cpu.ts";
import { installed } from "./installed.ts";
import { memory } from "./memory.ts";
import { scale } from "./scale.ts";
import type { SectionName } from "./section-names.ts";
import { signature } from "./signature.ts";
import { tooling } from "./tooling.ts";
import { wholeProcess } from "./whole-process.ts";

interface SectionEntry {
  measure: Section;
  /** Whether another Node gives other numbers. */
  dependsOnNode: boolean;
  /** Whether the measured process has a core of its own; else it may use them all. */
  pinned: boolean;
}

export const sections: Readonly<Record<SectionName, SectionEntry>> = {
  "whole-process": { measure: wholeProcess, dependsOnNode: true, pinned: true },
  cpu: { measure: cpu, dependsOnNode: true, pinned: true },
  memory: { measure: memory, dependsOnNode: true, pinned: true },
  signature: { measure: signature, dependsOnNode: true, pinned: true },
  bundle: { measure: bundle, dependsOnNode: false, pinned: false },
  installed: { measure: installed, dependsOnNode: false, pinned: false },
  tooling: { measure: tooling, dependsOnNode: false, pinned: false },
  scale: { measure: scale, dependsOnNode: false, pinned: false },
};
