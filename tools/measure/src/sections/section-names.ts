/** What can be measured, in the order of the report. */
export const sectionNames = ["whole-process", "cpu", "memory", "signature", "bundle", "installed", "tooling", "scale"] as const;

export type SectionName = (typeof sectionNames)[number];
