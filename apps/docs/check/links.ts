import type { Page } from "playwright-core";

/** What a page can be linked to by, and where its own links lead. */
export interface Linked {
  readonly path: string;
  readonly anchors: readonly string[];
  readonly links: readonly string[];
}

/** The anchors of a page, and those of its links that stay in the site. */
export async function linksOf(page: Page, path: string): Promise<Linked> {
  const found = await page.evaluate(() => ({
    anchors: [...document.querySelectorAll("[id]")].map(({ id }) => id),
    links: [...document.querySelectorAll("a")].flatMap(({ href }) => (href.startsWith(`${location.origin}/`) ? [href] : [])),
  }));
  return { path, ...found };
}

/**
 * Links to an anchor that no page has. Links to pages are held to by the build.
 *
 * @param pages every page of the site
 */
export function deadAnchors(pages: readonly Linked[]): string[] {
  const known = new Set(pages.flatMap(({ path, anchors }) => anchors.map((anchor) => `/${path}#${anchor}`)));
  return pages.flatMap(({ path, links }) => {
    const dead = new Set(links.map((link) => new URL(link)).filter(({ hash }) => hash !== ""));
    const named = [...dead].map(({ pathname, hash }) => `${pathname}#${decodeURIComponent(hash.slice(1))}`);
    return [...new Set(named)].filter((target) => !known.has(target)).map((target) => `${path} links to ${target}`);
  });
}
