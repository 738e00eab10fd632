import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { loopback } from "../../../tools/lab/servers.ts";

const root = fileURLToPath(new URL("..", import.meta.url));

/** What is in progress when the caller gives up; `url` is a server that never answers. */
const underWay = {
  "a login by password": `authenticate(iamPassword({ ...user, endpoint: url }))`,
  "a login for temporary keys": `authenticate(temporaryAccessKey({ endpoint: url, auth: iamPassword({ ...user, endpoint: url }) }))`,
  "temporary keys": `authenticate(temporaryAccessKey({ endpoint: url, auth: "a-token" }))`,
  "a login to keep": `logIn({ ...user, endpoint: url }, { signal })`,
  "a look-up of the project": `findProjectId({ region: user.region, endpoint: url, auth: "a-token", signal })`,
  "a look at the metadata service": `authenticate(credentialChain({ sources: [ecsMetadata({ endpoint: url, timeout: 30_000 })] }))`,
};

/** Gives up once its standard input says that the request has arrived; prints why it ended, and how long the process lived after that. */
const script = (work: string) => `
  import { findProjectId, iamPassword, logIn, temporaryAccessKey } from "@aom-workflow/auth";
  import { credentialChain, ecsMetadata } from "@aom-workflow/auth/node";
  const url = process.argv[1];
  const user = { region: "cn-north-4", domainName: "account", userName: "operator", password: "not-a-real-password" };
  const controller = new AbortController();
  const { signal } = controller;
  const authenticate = async (auth) => auth({ method: "GET", url: "https://aom.example.org/v1/p", headers: {} }, { signal });
  let abortedAt;
  process.stdin.once("data", () => {
    process.stdin.destroy();
    abortedAt = performance.now();
    controller.abort(new Error("enough"));
  });
  const ended = await ${work}.catch((error) => error.message);
  process.on("exit", () => console.log(JSON.stringify({ ended, livedMs: Math.round(performance.now() - abortedAt) })));`;

describe("a caller who gives up ends the request at once, and nothing keeps the process alive", () => {
  it.each(Object.entries(underWay))("%s", async (_, work) => {
    let arrived = () => {};
    await using silent = await loopback((_, response) => {
      response.once("close", () => closed.push(true));
      arrived();
    });
    const closed: true[] = [];
    const child = spawn(process.execPath, ["--input-type=module", "-e", script(work), silent.url], {
      cwd: root,
      stdio: ["pipe", "pipe", "inherit"],
    });
    arrived = () => child.stdin.write("x");
    const [output] = await Promise.all([text(child.stdout), once(child, "exit")]);
    const { ended, livedMs } = JSON.parse(output);
    expect(ended).toBe("enough");
    expect(livedMs).toBeLessThan(2000);
    expect(silent.requests).toHaveLength(1);
    expect(closed).toHaveLength(1);
  });
});
