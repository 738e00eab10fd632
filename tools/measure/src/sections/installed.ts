import type { Installation } from "../install/install-packages.ts";
import type { Row, Unit } from "../measure/comparison.ts";
import type { Section } from "./bench.ts";

/** What lies in `node_modules` after installing, as packages and as bytes. */
export const installed: Section = async ({ installations }) => {
  const comparison = (title: string, unit: Unit, number: (it: Installation) => number) => {
    const row = (name: string, ours: boolean, it: Installation): Row => ({ name, ours, samples: [number(it)], ratios: [] });
    const rows = [
      row("client and auth", true, installations.library),
      row("aom-workflow", true, installations.commandLine),
      row("official SDK, core only", false, installations.official),
    ];
    return { section: "installed" as const, title, unit, noise: 0, rows };
  };
  return [
    comparison("Installed packages", "packages", ({ packages }) => packages),
    comparison("Installed size", "MB", ({ bytes }) => bytes / 1e6),
  ];
};
