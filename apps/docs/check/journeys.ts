import type { Page } from "playwright-core";
import type { Served } from "../src/serve/serve.ts";
import { barriers, focused, overflow } from "./page-checks.ts";

/** Something that a reader does, and what went wrong with it. */
export interface Journey {
  readonly title: string;
  readonly go: (page: Page, served: Served) => Promise<string[]>;
}

export const journeys: readonly Journey[] = [
  { title: "search finds the guide about outcomes", go: search },
  { title: "with the keyboard alone, try-it restarts a node of the simulator", go: restartByKeyboard },
  { title: "try-it says why it sends nothing", go: refusals },
  { title: "try-it says why a refusal is unknown in a browser", go: refusedInBrowser },
  { title: "the page for an unknown address leads on", go: notFound },
  { title: "the address of a page with .html still leads there", go: withExtension },
  { title: "try-it gets a token from the mock of IAM", go: tokenOfIam },
  { title: "the samples can be switched with the keyboard", go: samples },
];

/** Opens a page and waits until its scripts are at work. */
async function open(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.waitForFunction(() => "__vue_app__" in (document.querySelector("#app") ?? {}));
}

async function search(page: Page, { site }: Served): Promise<string[]> {
  await open(page, `${site}/`);
  await page.keyboard.press("Control+k");
  await page.locator("#localsearch-input").fill("unknown outcome");
  await page.locator(".VPLocalSearchBox .result").first().waitFor();
  await page.keyboard.press("Enter");
  await page.waitForURL("**/guides/outcomes*");
  return [];
}

async function restartByKeyboard(page: Page, { site, simulator }: Served): Promise<string[]> {
  await open(page, `${site}/operations/restart`);
  const problems: string[] = [];
  const visited: string[] = [];
  for (let step = 0; step < 200; step++) {
    await page.keyboard.press("Tab");
    const { name, seen } = await focused(page);
    visited.push(name);
    if (!seen) problems.push(`the focus cannot be seen: ${name}`);
    if (step === 0) {
      if (!name.includes("Skip to content")) problems.push(`the first stop is not a skip link: ${name}`);
      await page.keyboard.press("Enter");
    }
    if (name.includes("Address of the mock")) await overwrite(page, simulator.url);
    if (name.includes("Call restart")) break;
  }
  if (!visited.at(-1)?.includes("Call restart")) return [...problems, "the button was not reached"];
  await page.keyboard.press("Enter");
  await page.locator(".try-it .outcome").waitFor();
  const outcome = await page.locator(".try-it .outcome").textContent();
  if (outcome !== "applied") problems.push(`the outcome is ${outcome}: ${await page.locator(".try-it .result").textContent()}`);
  const begun = simulator.executions().find(({ executionId }) => executionId.startsWith("6f2c1d34"))?.begun["run-script"];
  if (begun !== 2) problems.push(`the node has begun ${begun} times instead of 2`);
  return problems;
}

async function overwrite(page: Page, text: string): Promise<void> {
  await page.keyboard.press("Control+a");
  await page.keyboard.type(text);
}

async function refusals(page: Page, { site, simulator }: Served): Promise<string[]> {
  await open(page, `${site}/operations/skip`);
  const before = simulator.requests.length;
  const problems: string[] = [];
  for (const [label, value, sentence] of [
    ["Address of the mock", "https://aom.cn-north-4.myhuaweicloud.com", "on this machine only"],
    ["nodeId", "n".repeat(65), "nodeId"],
  ] as const) {
    await page.getByLabel("Address of the mock").fill(simulator.url);
    await page.getByLabel(label, { exact: true }).fill(value);
    await page.getByRole("button", { name: "Call skip" }).click();
    const result = await page.locator(".try-it .result", { hasText: sentence }).textContent();
    if (!result?.includes("not-sent")) problems.push(`${label}: ${result}`);
  }
  if (simulator.requests.length !== before) problems.push("something was sent");
  return problems;
}

async function refusedInBrowser(page: Page, { site, simulator }: Served): Promise<string[]> {
  await open(page, `${site}/operations/continue`);
  await page.getByLabel("Address of the mock").fill(simulator.url);
  await page.getByLabel("nodeId", { exact: true }).fill("no-such-node");
  await page.getByRole("button", { name: "Call continue" }).click();
  const result = await page.locator(".try-it .result", { hasText: "a refusal" }).textContent();
  return result?.startsWith("unknown") ? [] : [`the result is ${result}`];
}

async function notFound(page: Page, { site }: Served): Promise<string[]> {
  const answer = await page.goto(`${site}/restart`);
  const problems = answer?.status() === 404 ? [] : [`it is answered with ${answer?.status()}`];
  problems.push(...(await barriers(page, true)), ...(await overflow(page)));
  await page.locator(".not-found").getByRole("link", { name: "restart", exact: true }).click();
  await page.waitForURL("**/operations/restart");
  return problems;
}

async function withExtension(page: Page, { site }: Served): Promise<string[]> {
  await open(page, `${site}/operations/restart.html`);
  return (await page.title()).startsWith("restart") ? [] : [`the title is ${await page.title()}`];
}

async function tokenOfIam(page: Page, { site, mocks }: Served): Promise<string[]> {
  await open(page, `${site}/operations/createToken`);
  await page.getByLabel("Address of the mock").fill(mocks.iam as string);
  await page.getByRole("button", { name: "Call createToken" }).click();
  await page.locator(".try-it .outcome").waitFor();
  const result = await page.locator(".try-it .result").textContent();
  return result?.startsWith("applied") ? [] : [`the result is ${result}`];
}

async function samples(page: Page, { site }: Served): Promise<string[]> {
  await open(page, `${site}/operations/restart`);
  await page.locator(".vp-code-group .tabs input").first().focus();
  const shown: string[] = [];
  for (const key of ["", "ArrowRight", "ArrowRight"]) {
    if (key) await page.keyboard.press(key);
    shown.push((await page.locator(".vp-code-group div[class*=language-].active code").textContent()) ?? "");
  }
  const expected = ["createClient", "curl --fail-with-body", "aom-workflow restart"];
  return expected.flatMap((word, index) => (shown[index]?.includes(word) ? [] : [`sample ${index + 1} does not have ${word}`]));
}
