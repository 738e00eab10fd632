import { afterAll, describe, expect, test } from "vitest";
import { codeBlocks } from "../../tools/lab/readme.ts";
import { pages } from "./test/pages.ts";
import { ansible, platforms } from "./test/platforms.ts";
import { bash, bashIn, inHome } from "./test/shell.ts";
import { actingLate, atNight, throttling, type World } from "./test/worlds.ts";

const documents = Object.keys(pages)
  .filter((file) => file !== "guides/machines.md")
  .flatMap((file) => codeBlocks(new URL(file, import.meta.url), "yaml"));
const started: World[] = [];
afterAll(async () => void (await Promise.all(started.map((world) => world.close()))));

/** `npx` as it runs the command line once that is published; any other package is one that nobody has. */
const npx = 'npx() { case "$1 $2" in "--yes aom-workflow@0.1") shift 2; aom-workflow "$@";; *) return 127;; esac; }';

const environment = ({ url }: World) => ({
  AOM_WORKFLOW_ENDPOINT: url,
  AOM_WORKFLOW_PROJECT: "0123456789abcdef0123456789abcdef",
  HUAWEICLOUD_SDK_AK: "AKEXAMPLE0000000",
  HUAWEICLOUD_SDK_SK: "not-a-real-secret",
});

const restarts = ({ requests }: World) => requests.filter(({ target }) => target.includes("action=restart")).length;

test("every YAML document of the guides is one of a platform that reads it here", () => {
  expect(documents).toHaveLength(platforms.length);
});

describe.for(platforms.map((platform, index) => [platform.name, platform, documents[index] as string] as const))(
  "%s",
  { concurrent: true },
  ([name, platform, document]) => {
    test("takes the document as valid", async () => {
      expect(await platform.complaints(document)).toBe("");
    });

    /**
     * Runs the document as often as the platform does on its own.
     *
     * @returns the exit code of the last run, how many restarts were sent in all, and whether the last run showed the execution
     */
    async function play(start: () => Promise<World>) {
      const world = await start();
      started.push(world);
      let code = 0;
      let runs = 0;
      let printed = "";
      do {
        printed = await bash(`${npx}\n(${platform.script(document)}\n)\nprintf '\\nexit %d' $?`, environment(world));
        code = Number(/\nexit (\d+)$/.exec(printed)?.[1]);
        runs += 1;
      } while (platform.fails(document, code) && runs <= platform.retries(document, code));
      return { code, sent: restarts(world), looked: /^execution +run-1$/m.test(printed) };
    }

    test("restarts the node", async () => {
      expect(await play(atNight)).toEqual({ code: 0, sent: 1, looked: false });
      expect(platform.fails(document, 0)).toBe(false);
    });

    test("sends nothing a second time, and fails, where the first may have been applied", async () => {
      const looked = document.includes(" show ");
      expect(await play(actingLate)).toEqual({ code: 6, sent: 1, looked });
      expect(platform.fails(document, 6)).toBe(true);
    });

    test("tries again, if at all, where nothing was done", async () => {
      const sent = { "GitLab CI": 3, Ansible: 4 }[name as string] ?? 1;
      expect(await play(throttling)).toMatchObject({ code: 10, sent });
      expect(platform.fails(document, 10)).toBe(true);
    });
  },
);

test("cron's next run tries again where nothing was done", async () => {
  const page = "guides/in-ci.md";
  const [script = ""] = codeBlocks(new URL(page, import.meta.url), "sh");
  const world = await throttling();
  started.push(world);
  await inHome(pages[page]?.files ?? {}, async (home) => {
    for (const _ of ["first", "next"]) await bashIn(home, script, environment(world));
  });
  expect(restarts(world)).toBe(2);
});

test("Ansible shows a change where one was or may have been made, and nowhere else", () => {
  const document = documents[platforms.indexOf(ansible)] as string;
  const changed = [0, 1, 2, 3, 4, 5, 6, 7, 10].filter((code) => ansible.changes(document, code));
  expect(changed).toEqual([0, 6, 7]);
});
