import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

declare global {
  interface Window {
    readonly axe: { run(options: RunOptions): Promise<AxeResults> };
  }
}

/**
 * What is wrong with a page for people who see little, use the keyboard, or have it read to them: what axe calls serious or worse.
 *
 * @param contrast whether each word is held against what is behind it, which takes minutes where there are many.
 */
export async function barriers(page: Page, contrast: boolean): Promise<string[]> {
  await page.evaluate(axe);
  const options: RunOptions = { resultTypes: ["violations"], rules: { "color-contrast": { enabled: contrast } } };
  const { violations } = await page.evaluate((options) => window.axe.run(options), options);
  return violations
    .filter(({ impact }) => impact === "serious" || impact === "critical")
    .map(
      ({ id, nodes }) =>
        `axe: ${id} at ${nodes
          .map(({ target }) => target.join(" "))
          .slice(0, 3)
          .join(", ")} (${nodes.length})`,
    );
}

/** What makes the page scroll sideways. */
export function overflow(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    if (document.documentElement.scrollWidth <= width) return [];
    const wide = [...document.querySelectorAll("main *, header *")].filter((it) => it.getBoundingClientRect().right > width + 1);
    return [
      `wider than ${width} px: ${document.documentElement.scrollWidth} px, by ${wide.slice(0, 3).map((it) => `${it.tagName}.${it.className}`)}`,
    ];
  });
}

/** What has the focus, as a person would call it, and whether it can be seen that it has. */
export function focused(page: Page): Promise<{ readonly name: string; readonly seen: boolean }> {
  return page.evaluate(() => {
    const element = document.activeElement as HTMLElement;
    // A radio button that nobody sees has a label that shows its state.
    const visible = element.matches(".vp-code-group .tabs input")
      ? (document.querySelector(`label[for="${element.id}"]`) as HTMLElement)
      : element;
    const { outlineStyle, outlineWidth } = getComputedStyle(visible);
    const box = visible.getBoundingClientRect();
    const label = "labels" in element ? (element as HTMLInputElement).labels?.[0]?.textContent : undefined;
    const name = element.getAttribute("aria-label") ?? label ?? element.textContent ?? "";
    return {
      name: `${element.tagName.toLowerCase()} ${name.trim().slice(0, 40)}`,
      seen: outlineStyle !== "none" && Number.parseFloat(outlineWidth) > 0 && box.width > 0 && box.height > 0,
    };
  });
}
