import { writeFileSync } from "node:fs";
import { nightPictures } from "./night.ts";

/** Writes the pictures of the night of two hundred, which the site and the README show. */
for (const [name, picture] of Object.entries(await nightPictures())) {
  writeFileSync(new URL(`../../public/${name}`, import.meta.url), picture);
}
