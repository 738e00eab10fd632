import { expect, test } from "vitest";
import { billOf, bundledIn } from "./sbom.mjs";

const component = (name: string, version: string, licence = "MIT") => ({
  name,
  version,
  "bom-ref": `${name}@${version}`,
  licenses: [{ license: { id: licence } }],
});
const needed = component("needed", "1.0.0");
const production = { metadata: { component: { "bom-ref": "us" } }, components: [needed] };
const development = {
  ...production,
  components: [needed, component("bundled", "2.0.0"), component("tool", "3.0.0", "GPL-3.0")],
  dependencies: [{ ref: "us", dependsOn: ["needed@1.0.0", "bundled@2.0.0", "tool@3.0.0"] }, { ref: "tool@3.0.0" }],
};
const bundled = bundledIn("x contains these packages.\n\n--- bundled 2.0.0 (MIT) ---\nSource: …\n\nMIT License\n");

test("an SBOM lists dependencies and bundled packages, but not our development tools", () => {
  const { components, dependencies } = billOf(production, development, bundled);
  expect(components.map(({ name, scope }: { name: string; scope?: string }) => [name, scope])).toEqual([
    ["needed", undefined],
    ["bundled", "required"],
  ]);
  expect(dependencies).toEqual([{ ref: "us", dependsOn: ["needed@1.0.0", "bundled@2.0.0"] }]);
});

test("a bundled package that the document lacks is an error, since the bill would be incomplete", () => {
  expect(() => billOf(production, development, [...bundled, { name: "lost", version: "1.0.0", licence: "MIT" }])).toThrow("lost@1.0.0");
});

test("a licence that is not on the list is an error", () => {
  expect(() => billOf(production, development, [...bundled, { name: "tool", version: "3.0.0", licence: "GPL-3.0" }])).toThrow("GPL-3.0");
});
