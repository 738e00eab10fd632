/**
 * Writes a bill of materials (CycloneDX) of each published package into a folder: its dependencies, and what is bundled in it.
 * Run it after the build. Fails if a licence is not allowed.
 *
 *     node tools/build/sbom.mjs FOLDER
 */
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { published, root } from "./published.mjs";

/** Compatible with our licence. MPL-2.0 requires its source to stay available; the licence file says where. */
const allowed = new Set(["0BSD", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "MPL-2.0"]);

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder] = process.argv.slice(2);
  try {
    if (folder === undefined) throw new Error("Give the folder to write into.");
    process.stdout.write(writeBills(folder));
  } catch (error) {
    process.stderr.write(`${error.message}\n`);
    process.exitCode = 1;
  }
}

/**
 * The bill of materials of a package.
 *
 * @param production the document of its production dependencies
 * @param development the document of all dependencies, for development too
 * @param bundled name, version and licence of each package in its licence file
 * @param ours names of our own packages that are bundled
 * @throws Error if a bundled package is in neither document, or a licence is not allowed
 */
export function billOf(production, development, bundled, ours = []) {
  const licences = new Map(bundled.map(({ name, version, licence }) => [`${name}@${version}`, licence]));
  const isBundled = (component) => licences.has(keyOf(component)) || ours.includes(nameOf(component));
  const installed = new Set(production.components.map(keyOf));
  const inside = development.components.filter((component) => isBundled(component) && !installed.has(keyOf(component)));
  const components = [...production.components, ...inside.map((component) => asBundled(component, licences.get(keyOf(component))))];
  const keys = new Set(components.map(keyOf));
  const lost = [...licences.keys()].filter((key) => !keys.has(key));
  if (lost.length > 0) throw new Error(`Bundled, but not in the bill of materials: ${lost.join(", ")}.`);
  for (const component of components) {
    const licence = licenceOf(component);
    if (!allowed.has(licence))
      throw new Error(`${keyOf(component)} has the licence ${licence}, which is not allowed (tools/build/sbom.mjs).`);
  }
  const refs = new Set([production.metadata.component["bom-ref"], ...components.map((component) => component["bom-ref"])]);
  const dependencies = (development.dependencies ?? [])
    .filter(({ ref }) => refs.has(ref))
    .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((it) => refs.has(it)) }));
  return { ...production, components, dependencies };
}

/** The packages that a bundle's licence file names. */
export function bundledIn(text) {
  return [...text.matchAll(/^--- (\S+) (\S+) \((.+)\) ---$/gm)].map(([, name, version, licence]) => ({ name, version, licence }));
}

function asBundled({ scope, properties, licenses, ...component }, licence) {
  const known = licenses ?? (licence === undefined ? undefined : [{ license: { id: licence } }]);
  return {
    ...component,
    ...(known && { licenses: known }),
    scope: "required",
    properties: [{ name: "aom-workflow:bundled", value: "true" }],
  };
}

function nameOf({ group, name }) {
  return group ? `${group}/${name}` : name;
}

function keyOf(component) {
  return `${nameOf(component)}@${component.version}`;
}

function licenceOf({ licenses = [] }) {
  const [{ license, expression } = {}] = licenses;
  return license?.id ?? license?.name ?? expression ?? "unknown";
}

function writeBills(folder) {
  const packages = published();
  mkdirSync(folder, { recursive: true });
  const filters = packages.flatMap(({ manifest }) => ["--filter", manifest.name]);
  const documents = (...scope) => {
    const args = ["sbom", ...scope, "--sbom-format", "cyclonedx", "--split", "--out", join(folder, "%s.json"), ...filters];
    execFileSync("pnpm", args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
    return packages.map(({ manifest }) => JSON.parse(readFileSync(fileOf(folder, manifest), "utf8")));
  };
  const development = documents();
  const production = documents("--prod");
  const lines = packages.map(({ folder: home, manifest }, at) => {
    const licences = join(root, home, "dist/THIRD-PARTY-LICENSES.txt");
    const bundled = existsSync(licences) ? bundledIn(readFileSync(licences, "utf8")) : [];
    const bill = billOf(production[at], development[at], bundled, oursIn(manifest, packages));
    writeFileSync(fileOf(folder, manifest), `${JSON.stringify(bill, null, 2)}\n`);
    return `${manifest.name}: ${bill.components.length} components\n`;
  });
  return lines.join("");
}

function fileOf(folder, { name }) {
  return join(folder, `${name.replace("@", "").replace("/", "-")}.json`);
}

/** A command has everything bundled, our own packages too. */
function oursIn(manifest, packages) {
  if (manifest.exports !== undefined) return [];
  const manifestOf = (name) => packages.find((it) => it.manifest.name === name)?.manifest;
  const names = new Set(Object.keys(manifest.devDependencies).filter((name) => manifestOf(name)));
  for (const name of names) for (const next of Object.keys(manifestOf(name).dependencies ?? {})) if (manifestOf(next)) names.add(next);
  return [...names];
}
