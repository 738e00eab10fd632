import { readFileSync } from "node:fs";
import { nightPictures } from "../src/night/night.ts";

/** The pictures that are not what a run gives today. */
export async function stalePictures(): Promise<string[]> {
  const pictures = Object.entries(await nightPictures());
  const stale = pictures.filter(([name, picture]) => readFileSync(new URL(`../public/${name}`, import.meta.url), "utf8") !== picture);
  return stale.map(([name]) => `public/${name} is stale: pnpm --filter @aom-workflow/docs night`);
}
