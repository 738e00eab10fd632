import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { expect, it } from "vitest";
import { contractOf, contractText, smallOperation, temporaryFolder } from "../test/contracts.ts";
import { generateInto } from "./generate-into.ts";

const folder = temporaryFolder();

/** A contract of many operations; each has forms, parameters and a body, so that what they share could keep others alive. */
function manyOperations(count: number): string {
  const paths = Array.from({ length: count }, (_, index) => {
    const parameters = [{ name: "colour", in: "query", required: true, schema: { $ref: "#/components/schemas/Colour" } }];
    const operation = smallOperation({
      operationId: `PaintThing${index}`,
      "x-name": `paint${index}`,
      "x-forms": { [`redden${index}`]: { summary: "Paint it red.", description: "For ever.", fixed: { colour: "red" } } },
      parameters,
      responses: { 200: { description: "", content: { "application/json": { schema: { $ref: "#/components/schemas/Thing" } } } } },
    });
    return [`/things${index}`, { post: operation }];
  });
  const schemas = { Colour: { type: "string", enum: ["red", "green"] }, Thing: { type: "object", properties: { id: { type: "string" } } } };
  return contractText(Object.fromEntries(paths), { components: { schemas } });
}

it("of a contract with 1,000 operations, a client that uses three bundles three", async () => {
  await generateInto(folder, [await contractOf(folder, "many", manyOperations(1000))]);
  writeFileSync(
    join(folder, "client.ts"),
    `import { paint7Operation, paint500Operation, redden999Operation } from "./many.gen.ts";
console.log(paint7Operation, paint500Operation, redden999Operation);`,
  );
  const { outputFiles } = await build({ entryPoints: [join(folder, "client.ts")], bundle: true, format: "esm", write: false });
  const bundle = outputFiles[0]!.text;
  const ids = [...bundle.matchAll(/"(PaintThing\d+)"/g)].map(([, id]) => id);
  expect(new Set(ids)).toEqual(new Set(["PaintThing7", "PaintThing500", "PaintThing999"]));
  expect(bundle.length).toBeLessThan(5000);
});
